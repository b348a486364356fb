package org.dynama.ama.search;

/**
 * How long a search by terminal classes takes.
 *
 * @param profiles fresh ones per step
 * @param iterations steps of an ascent
 * @param step the first one's length, in the largest reward
 * @param temperature at an ascent's start, in the largest reward
 */
record TerminalEffort(int profiles, int iterations, double step, double temperature) {
    /**
     * Its own settings; where {@link Optimizer#AUTO} has chosen it, more of the usual ones, since its steps cost little and go
     * straight to the end.
     */
    static TerminalEffort of(SearchSettings settings) {
        SearchSettings.Ascent ascent = settings.ascent();
        double temperature = settings.entropy().temperature();
        return settings.optimizer() == Optimizer.AUTO
                ? new TerminalEffort(
                        2 * ascent.profiles(), 4 * ascent.iterations(), 0.6 * ascent.step(), 5 * temperature)
                : new TerminalEffort(ascent.profiles(), ascent.iterations(), ascent.step(), temperature);
    }
}
