package org.dynama.solver.average;

/**
 * Gain-optimal policies, one per profile, where gains depend on the state: {@link GainIteration} in every end component, then
 * {@link HomeChoice} among them. A run settles in a component and has its shares of periods there.
 */
final class MultichainIteration {
    private final Homes homes;
    private final GainIteration within;
    private final HomeChoice choice;

    /** @param within solves one component: its runs begin where they settle */
    MultichainIteration(AverageSolver solver, Homes homes, GainIteration within) {
        this.homes = homes;
        this.within = within;
        choice = new HomeChoice(solver.mdp.transitions(), solver.initial, homes);
    }

    /**
     * Solves every lane.
     *
     * @param c rows of coefficients by pair
     * @param noise what rounding may have done to them
     */
    void run(double[][] c, double[][] noise, GainIteration.Solution solution) {
        int count = solution.gains.length;
        GainIteration.Solution[] parts = new GainIteration.Solution[homes.count()];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = new GainIteration.Solution(count, solution.table);
            within.run(c, noise, homes.inside(k), parts[k]);
        }
        double[] gains = new double[parts.length];
        double[] errors = new double[parts.length];
        for (int w = 0; w < count; w++) {
            for (int k = 0; k < parts.length; k++) {
                gains[k] = parts[k].gains[w];
                errors[k] = parts[k].errors[w];
            }
            double[] shares = choice.settle(gains, errors);
            double[] gain = choice.gain(shares, gains, errors);
            solution.gains[w] = gain[0];
            solution.errors[w] = gain[1];
            solution.margins[w] = choice.margin();
            for (int k = 0; k < parts.length; k++) {
                if (shares[k] > 0) {
                    solution.margins[w] = Math.min(solution.margins[w], parts[k].margins[w]);
                }
                int lane = w;
                double share = shares[k];
                homes.inside(k).stream().forEach(pair -> solution.table[pair][lane] *= share);
            }
        }
    }
}
