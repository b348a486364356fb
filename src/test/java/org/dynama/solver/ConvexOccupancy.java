package org.dynama.solver;

import java.util.stream.DoubleStream;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * The joint-entropy problem {@code max <nu, c> - alpha sum nu log nu} over the occupancy polytope, solved without
 * looking at its structure: damped Newton on the dual, whose variables {@code V} are the flow equations' multipliers.
 *
 * <p>Minimizes {@code mu V + alpha sum nu} with {@code nu(s,a) = exp((c + gamma P V - V(s)) / alpha - 1)}; the gradient is
 * {@code mu - E nu}, the Hessian {@code E diag(nu) E' / alpha}.
 */
final class ConvexOccupancy {
    private final Mdp mdp;
    private final double alpha;
    private final double[] coefficients;
    /** Flow out of minus flow into states by pairs, shape {@code [S][S * A]}. */
    private final double[][] flow;

    private final double[] occupancy;
    private final double value;

    ConvexOccupancy(Mdp mdp, double[] coefficients, double alpha) {
        this.mdp = mdp;
        this.alpha = alpha;
        this.coefficients = coefficients;
        Transitions transitions = mdp.transitions();
        double discount = mdp.horizon() instanceof Horizon.Discounted discounted ? discounted.discount() : 1;
        flow = new double[mdp.stateCount()][mdp.pairCount()];
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            flow[mdp.stateOf(pair)][pair] += 1;
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                flow[transitions.next(k)][pair] -= discount * transitions.probability(k);
            }
        }
        occupancy = occupancy(minimize());
        double entropy = -DoubleStream.of(occupancy)
                .map(mass -> mass > 0 ? mass * Math.log(mass) : 0)
                .sum();
        double earned = 0;
        for (int pair = 0; pair < occupancy.length; pair++) {
            earned += occupancy[pair] == 0 ? 0 : occupancy[pair] * coefficients[pair];
        }
        value = earned + alpha * entropy;
    }

    double[] occupancy() {
        return occupancy;
    }

    double value() {
        return value;
    }

    private double[] minimize() {
        double[] dual = new double[flow.length];
        for (int step = 0; step < 500; step++) {
            double[] nu = occupancy(dual);
            double[] gradient = gradient(nu);
            double[] move = solve(hessian(nu), gradient);
            double slope = 0;
            for (int s = 0; s < move.length; s++) {
                slope += move[s] * gradient[s];
            }
            if (slope < 1e-26) {
                return dual;
            }
            double length = 1;
            while (length > 1e-12
                    && !(objective(moved(dual, move, length)) <= objective(dual) - 0.25 * length * slope + 1e-14)) {
                length /= 2;
            }
            dual = moved(dual, move, length);
        }
        throw new IllegalStateException("Newton's method did not converge");
    }

    private static double[] moved(double[] dual, double[] move, double length) {
        double[] out = dual.clone();
        for (int s = 0; s < out.length; s++) {
            out[s] -= length * move[s];
        }
        return out;
    }

    private double[] occupancy(double[] dual) {
        double[] nu = new double[coefficients.length];
        for (int pair = 0; pair < nu.length; pair++) {
            double reduced = coefficients[pair];
            for (int s = 0; s < dual.length; s++) {
                reduced -= flow[s][pair] * dual[s];
            }
            nu[pair] = Math.exp(reduced / alpha - 1);
        }
        return nu;
    }

    private double objective(double[] dual) {
        double sum = alpha * DoubleStream.of(occupancy(dual)).sum();
        for (int s = 0; s < dual.length; s++) {
            sum += mdp.initial().get(s) * dual[s];
        }
        return sum;
    }

    private double[] gradient(double[] nu) {
        double[] gradient = mdp.initial().toArray();
        for (int s = 0; s < gradient.length; s++) {
            for (int pair = 0; pair < nu.length; pair++) {
                gradient[s] -= flow[s][pair] * nu[pair];
            }
        }
        return gradient;
    }

    private double[][] hessian(double[] nu) {
        double[][] hessian = new double[flow.length][flow.length];
        for (int s = 0; s < flow.length; s++) {
            for (int other = 0; other < flow.length; other++) {
                for (int pair = 0; pair < nu.length; pair++) {
                    hessian[s][other] += flow[s][pair] * nu[pair] * flow[other][pair] / alpha;
                }
            }
        }
        return hessian;
    }

    /** Gauss elimination; a positive definite matrix needs no pivoting. */
    private static double[] solve(double[][] matrix, double[] right) {
        double[] x = right.clone();
        for (int k = 0; k < x.length; k++) {
            for (int row = k + 1; row < x.length; row++) {
                double factor = matrix[row][k] / matrix[k][k];
                for (int column = k; column < x.length; column++) {
                    matrix[row][column] -= factor * matrix[k][column];
                }
                x[row] -= factor * x[k];
            }
        }
        for (int k = x.length - 1; k >= 0; k--) {
            for (int column = k + 1; column < x.length; column++) {
                x[k] -= matrix[k][column] * x[column];
            }
            x[k] /= matrix[k][k];
        }
        return x;
    }
}
