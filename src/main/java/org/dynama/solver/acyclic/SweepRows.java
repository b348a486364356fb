package org.dynama.solver.acyclic;

/**
 * The inner operations of softened sweeps over an acyclic MDP: one state's groups of pairs {@code first .. end - 1}, all profiles of a
 * block at a time. Weights are kept unnormalized, in rows by group, beside one inverse row a state: a policy is
 * {@code weights * inverse}. A row has {@code WIDTH} numbers. Implementations agree to 1e-12 of the largest number at hand;
 * each of them alone gives the same bits whatever the other states, threads or blocks.
 */
public interface SweepRows {
    /**
     * {@code weights = exp((Q - max Q) / temperature)}, but at least {@code exp(-40)}, {@code inverse = 1 / sum of weights} and
     * {@code value = max Q + temperature * log(sum of weights)}.
     *
     * @param worth {@code Q}; prepared for the state
     * @param weights rows by group; those of the state are filled
     * @param value is filled; none of the rows that {@code worth} reads
     * @param inverse is filled
     */
    void soften(
            PairRows worth,
            int first,
            int end,
            double temperature,
            double[][] weights,
            double[] value,
            double[] inverse);

    /**
     * {@code nu = scale * weights} of every group, summed over all profiles.
     *
     * @param scale reach times inverse; a row, zero in lanes without a profile
     * @param into by group of the state, the row that receives {@code nu}; null where nobody needs it
     * @param sums by group; those of the state are filled
     */
    void visit(int first, int end, double[][] weights, double[] scale, double[][] into, double[] sums);

    /**
     * {@code mean = inverse * sum of weights * G}.
     *
     * @param gain {@code G}; prepared for the state
     * @param mean is filled; none of the rows that {@code gain} reads
     */
    void mean(PairRows gain, int first, int end, double[][] weights, double[] inverse, double[] mean);

    /**
     * {@code lambda = weights * (scale * (G - mean) + carry)} of every group, summed over all profiles.
     *
     * @param gain {@code G}; prepared for the state
     * @param scale reach times inverse over the temperature; a row, zero in lanes without a profile
     * @param carry what comes down from earlier states, times inverse; a row, zero in lanes without a profile
     * @param into by group of the state, the row that receives {@code lambda}; null where nobody needs it
     * @param sums by group; those of the state are filled
     */
    void sensitivities(
            PairRows gain,
            int first,
            int end,
            double[][] weights,
            double[] scale,
            double[] mean,
            double[] carry,
            double[][] into,
            double[] sums);
}
