package org.dynama.online.regret;

/**
 * What the expected regret of welfare under VCG-Learn is proved not to exceed where all are truthful:
 * {@code constant + (rate + noisyRate r) T^(2/3) + noisyRoot r sqrt(T)}, where {@code r = sqrt(log(S T))}.
 *
 * @param theorem 2 for etc, 3 for opt
 * @param from {@code 2 K}: it is proved for more rounds
 * @param allocations {@code S}
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Theorems 2.1 and 3.1 in full</a>
 */
public record WelfareBound(
        int theorem, long from, int allocations, double constant, double rate, double noisyRate, double noisyRoot) {

    /**
     * What bounds depend on.
     *
     * @param agents {@code n}
     * @param allocations {@code S}
     * @param phase {@code K}: rounds in which every agent has every allocation once
     * @param most {@code V_max}: what welfare never exceeds in a round
     * @param sigma of the agents' noise, at least the true one
     */
    public record Market(int agents, int allocations, int phase, double most, double sigma) {

        /** Where only what is realised in exploration phases is learned from. */
        public WelfareBound exploring() {
            double root = Math.cbrt(phase);
            return new WelfareBound(
                    2, 2L * phase, allocations, 4 * agents * most, 3 * most * root, 10 * sigma * agents * root, 0);
        }

        /** Where all that is realised is learned from. */
        public WelfareBound optimistic() {
            return new WelfareBound(
                    3,
                    2L * phase,
                    allocations,
                    6 * agents * most,
                    3 * most * Math.cbrt(phase),
                    0,
                    9 * sigma * agents * Math.sqrt((double) allocations));
        }
    }

    /** The bound after {@code rounds}; not a number where nothing is proved. */
    public double at(long rounds) {
        double noise = Math.sqrt(Math.log((double) allocations * rounds));
        double power = Math.pow((double) rounds, 2.0 / 3);
        return rounds <= from
                ? Double.NaN
                : constant + (rate + noisyRate * noise) * power + noisyRoot * noise * Math.sqrt((double) rounds);
    }

    /** The same with amounts that were counted in a unit of money. */
    public WelfareBound times(double unit) {
        return new WelfareBound(
                theorem, from, allocations, constant * unit, rate * unit, noisyRate * unit, noisyRoot * unit);
    }
}
