package org.dynama.solver.average;

/**
 * Gain and bias of a policy with one recurrent class, {@code h(s) + g = c(s, pi(s)) + E[h(s')]} with {@code h = 0} at the
 * chain's origin, and what other pairs are worth beside them.
 *
 * <p>Biases are passage sums, which cancel where passages are long. So they are corrected by what the equations still miss,
 * computed in twice the precision and kept in two parts; differences of biases are then good to their own last digits,
 * and so is what a pair is worth.
 *
 * @see <a href="https://epubs.siam.org/doi/book/10.1137/1.9780898718027">Higham (2002), Accuracy and Stability of Numerical
 *     Algorithms, chapter 12: iterative refinement</a>
 */
final class RelativeValues {
    /** Half a unit in the last place of 1. */
    static final double UNIT = 0x1p-53;

    private static final int MOST_CORRECTIONS = 4;
    /** A correction smaller than this beside the biases leaves their second parts nothing to want. */
    private static final double SMALL = 0x1p-40;

    private final Steps steps;
    private final PolicyChain chain;
    private final double[] bias;
    private final double[] rest;
    private final double[] missing;
    private double gain;
    private double gainRest;
    private double flow;

    RelativeValues(Steps steps, PolicyChain chain, int states) {
        this.steps = steps;
        this.chain = chain;
        bias = new double[states];
        rest = new double[states];
        missing = new double[states];
    }

    /**
     * Evaluates the policy at hand of the chain.
     *
     * @param earned by state
     */
    void evaluate(int[] policy, double[] earned) {
        int n = chain.places().size();
        for (int k = 0; k < n; k++) {
            int s = chain.places().stateAt(k);
            missing[k] = earned[s];
            bias[s] = 0;
            rest[s] = 0;
        }
        gain = 0;
        gainRest = 0;
        double size = correct();
        for (int step = 0; step < MOST_CORRECTIONS; step++) {
            for (int k = 0; k < n; k++) {
                int s = chain.places().stateAt(k);
                missing[k] = missing(s, policy[s], earned[s]);
            }
            if (correct() <= SMALL * size) {
                return;
            }
        }
    }

    /** Solves the equations for what is missing and adds it; the largest change of a bias. */
    private double correct() {
        int n = chain.places().size();
        double more = chain.elimination().gatherLessAverage(missing);
        chain.elimination().spread(missing);
        double sum = gain + more;
        gainRest += tail(gain, more, sum);
        gain = sum;
        double largest = 0;
        for (int k = 0; k < n; k++) {
            int s = chain.places().stateAt(k);
            sum = bias[s] + missing[k];
            rest[s] += tail(bias[s], missing[k], sum);
            bias[s] = sum;
            largest = Math.max(largest, Math.abs(missing[k]));
        }
        return largest;
    }

    /** What rounding has taken from a sum. */
    private static double tail(double x, double y, double sum) {
        double part = sum - x;
        return (x - (sum - part)) + (y - part);
    }

    /** {@code c - g + E[h(s') - h(s)]} in twice the precision. */
    private double missing(int s, int pair, double earned) {
        double sum = earned - gain;
        double low = tail(earned, -gain, sum) - gainRest;
        for (int k = steps.begin(pair); k < steps.end(pair); k++) {
            int next = steps.next(k);
            double probability = steps.probability(k);
            double change = bias[next] - bias[s];
            double changeRest = tail(bias[next], -bias[s], change) + (rest[next] - rest[s]);
            double product = probability * change;
            double more = sum + product;
            low += tail(sum, product, more) + Math.fma(probability, change, -product) + probability * changeRest;
            sum = more;
        }
        return sum + low;
    }

    /** {@code c - g + E[h(s') - h(s)]}: by how much a pair is better than what the policy does there. */
    double lead(int s, int pair, double earned) {
        double sum = (earned - gain) - gainRest;
        flow = 0;
        for (int k = steps.begin(pair); k < steps.end(pair); k++) {
            int next = steps.next(k);
            double part = steps.probability(k) * ((bias[next] - bias[s]) + (rest[next] - rest[s]));
            sum += part;
            flow += Math.abs(part);
        }
        return sum;
    }

    /** What rounding, of probabilities too, may have done to the last lead: a few units of what was added up there. */
    double leadError(int pair, double earned) {
        int terms = steps.end(pair) - steps.begin(pair) + 4;
        return 2 * UNIT * terms * (flow + Math.abs(earned) + Math.abs(gain));
    }

    double gain() {
        return gain;
    }
}
