package org.dynama.solver;

import java.util.Arrays;
import org.dynama.model.Transitions;

/**
 * How far an occupancy is from the joint-entropy optimum of a discounted MDP, by weak duality and nothing else:
 *
 * <pre>
 * primal  f(nu) = &lt;nu, c&gt; - alpha sum nu log nu,  nu conserves flow
 * dual    g(V)  = &lt;mu, V&gt; + alpha sum exp((c + gamma E V' - V) / alpha - 1) &gt;= f(nu),  for every V
 * </pre>
 *
 * <p>{@code V} is what the occupancy's policy earns, entropy included: it solves a linear system. States hardly ever
 * visited, whose policy drowns in rounding, get the value at which next to nothing would flow; since any value will do,
 * the bound is the best of those for several notions of hardly.
 *
 * @param flowResidual the largest violation of flow conservation
 * @param relativeGap {@code (g - f) / (1 + |f|)}
 */
record EntropyDual(double flowResidual, double relativeGap) {

    private static final int SWEEPS = 100;

    /** Of profile {@code b}, from the occupancies of a batch, shape {@code [S, A, B]}. */
    static EntropyDual of(Problem problem, int b, double[] occupancies, double alpha) {
        Transitions transitions = problem.mdp().transitions();
        int states = problem.mdp().stateCount();
        int count = problem.profiles().count();
        double gamma = problem.discount();
        double[] c = problem.coefficients(problem.welfare(), b);
        double[] open = problem.mdp().initial().toArray();
        double[] visits = new double[states];
        double[] nu = new double[c.length];
        for (int p = 0; p < nu.length; p++) {
            nu[p] = occupancies[p * count + b];
            visits[transitions.stateOf(p)] += nu[p];
            open[transitions.stateOf(p)] -= nu[p];
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                open[transitions.next(k)] += gamma * transitions.probability(k) * nu[p];
            }
        }
        double primal = 0;
        double[][] system = new double[states][states + 1];
        for (int s = 0; s < states; s++) {
            system[s][s] = 1;
        }
        for (int p = 0; p < nu.length; p++) {
            double gain = nu[p] > 0 ? c[p] - alpha * Math.log(nu[p]) : 0;
            int s = transitions.stateOf(p);
            double odds = visits[s] > 0 ? nu[p] / visits[s] : 0;
            primal += nu[p] * gain;
            // The derivative of nu log nu has one alpha more.
            system[s][states] += odds * (gain - alpha);
            for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                system[s][transitions.next(k)] -= gamma * transitions.probability(k) * odds;
            }
        }
        double[] policyValue = solve(system);
        double dual = Double.POSITIVE_INFINITY;
        for (double unfelt = 1e-30; unfelt < 1e-12; unfelt *= 10) {
            double[] value = policyValue.clone();
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                for (int s = 0; s < states; s++) {
                    value[s] = visits[s] < unfelt ? stationary(problem, c, value, s, alpha, unfelt / 10) : value[s];
                }
            }
            dual = Math.min(dual, dual(problem, c, value, alpha));
        }
        double worst = Arrays.stream(open).map(Math::abs).max().orElseThrow();
        return new EntropyDual(worst, (dual - primal) / (1 + Math.abs(primal)));
    }

    private static double dual(Problem problem, double[] c, double[] value, double alpha) {
        double dual = 0;
        for (int s = 0; s < value.length; s++) {
            dual += problem.mdp().initial().get(s) * value[s];
        }
        for (int p = 0; p < c.length; p++) {
            double q = actionValue(problem, c, value, p);
            dual += alpha * Math.exp((q - value[problem.mdp().stateOf(p)]) / alpha - 1);
        }
        return dual;
    }

    private static double actionValue(Problem problem, double[] c, double[] value, int p) {
        Transitions transitions = problem.mdp().transitions();
        double q = c[p];
        for (int k = transitions.begin(p); k < transitions.end(p); k++) {
            q += problem.discount() * transitions.probability(k) * value[transitions.next(k)];
        }
        return q;
    }

    /** The value at which the dual's derivative by it is nought if so many visits flow in. */
    private static double stationary(Problem problem, double[] c, double[] value, int s, double alpha, double visits) {
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int round = 0; round < 2; round++) {
            for (int p = problem.mdp().firstPair(s); p < problem.mdp().endPair(s); p++) {
                double q = actionValue(problem, c, value, p);
                sum += round == 0 ? 0 : Math.exp((q - most) / alpha);
                most = round == 0 ? Math.max(most, q) : most;
            }
        }
        return most + alpha * (Math.log(sum) - 1 - Math.log(visits));
    }

    /** Gaussian elimination with pivots; the last column is the right-hand side. */
    private static double[] solve(double[][] system) {
        int n = system.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(system[i][k]) > Math.abs(system[pivot][k]) ? i : pivot;
            }
            double[] row = system[pivot];
            system[pivot] = system[k];
            system[k] = row;
            for (int i = 0; i < n; i++) {
                double factor = i == k ? 0 : system[i][k] / row[k];
                for (int j = k; j <= n && factor != 0; j++) {
                    system[i][j] -= factor * row[j];
                }
            }
        }
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = system[k][n] / system[k][k];
        }
        return x;
    }
}
