package org.dynama.ama.menu.candidates;

import org.dynama.ama.objective.Estimate;

/** Is told how a search for a menu is going on. */
@FunctionalInterface
public interface MenuWatcher {
    /**
     * Something was done.
     *
     * @param phase in words
     * @param step of the phase, from 1; 0 for a validation at its end
     * @param done how much of the phase, in [0, 1]
     * @param estimate of the objective as it is maximized, on the profiles of this step
     */
    void at(String phase, int step, double done, Estimate estimate);

    /** Is told amounts times a unit of money. */
    default MenuWatcher times(double unit) {
        return (phase, step, done, estimate) -> at(phase, step, done, estimate.times(unit));
    }

    /** Nobody. */
    static MenuWatcher none() {
        return (phase, step, done, estimate) -> {};
    }
}
