package org.dynama.ama.mechanism;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.LinearProgram;
import org.dynama.exact.LinearProgram.Terms;
import org.dynama.model.Reals;

/**
 * Linear functions on a cube, of whose maximum the least value is sought: by two small linear programs, one for the place and
 * its dual for the lottery over the functions that is worth no less anywhere; without programs on a line.
 */
final class CuttingPlanes {
    private record Plane(double intercept, Reals slopes) {}

    private final int dimension;
    private final List<Plane> planes = new ArrayList<>();
    private double[] place = new double[0];
    private double[] odds = new double[0];
    private double bound;
    private double spread;

    CuttingPlanes(int dimension) {
        this.dimension = dimension;
    }

    /** Adds {@code intercept + slopes . u} for {@code u} in {@code [0, 1]^dimension}. */
    void add(double intercept, double[] slopes) {
        planes.add(new Plane(intercept, Reals.of(slopes)));
        spread = 0;
        for (Plane plane : planes) {
            double size = 0;
            for (int k = 0; k < dimension; k++) {
                size += Math.abs(plane.slopes.get(k));
            }
            spread = Math.max(spread, size);
        }
        if (spread == 0) {
            // Where nothing depends on the place, any will do, and any function of the largest.
            place = new double[dimension];
            odds = new double[planes.size()];
            odds[highest()] = 1;
        } else if (dimension == 1) {
            onLine();
        } else {
            place = minimize();
            odds = weigh();
        }
        bound = worth();
    }

    /** Where the maximum of all functions is least. */
    double[] lowest() {
        return place.clone();
    }

    /** What the lottery is worth at least, wherever one is. */
    double bound() {
        return bound;
    }

    /** How much a function varies at most. */
    double spread() {
        return spread;
    }

    /** By function, its probability in the lottery. */
    double[] odds() {
        return odds.clone();
    }

    private int highest() {
        int highest = 0;
        for (int j = 0; j < planes.size(); j++) {
            highest = planes.get(j).intercept > planes.get(highest).intercept ? j : highest;
        }
        return highest;
    }

    /**
     * In one dimension no program is needed: a best lottery is one function, or two that fall and rise in balance, and the place is
     * where these meet.
     */
    private void onLine() {
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < planes.size(); j++) {
            double slope = planes.get(j).slopes.get(0) / spread;
            double end = level(planes.get(j)) + Math.min(0, slope);
            if (end > most) {
                most = end;
                take(slope < 0 ? 1 : 0, j, 1, j);
            }
            for (int k = 0; k < planes.size() && slope < 0; k++) {
                double rise = planes.get(k).slopes.get(0) / spread;
                double share = rise / (rise - slope);
                double both = share * level(planes.get(j)) + (1 - share) * level(planes.get(k));
                if (rise > 0 && both > most) {
                    most = both;
                    take((level(planes.get(j)) - level(planes.get(k))) / (rise - slope), j, share, k);
                }
            }
        }
    }

    private void take(double where, int j, double share, int k) {
        place = new double[] {Math.max(0, Math.min(1, where))};
        odds = new double[planes.size()];
        odds[j] += share;
        odds[k] += 1 - share;
    }

    /** An intercept in units of the spread, beside the first: the program's numbers are near 1 whatever money is. */
    private double level(Plane plane) {
        return (plane.intercept - planes.get(0).intercept) / spread;
    }

    private double[] minimize() {
        LinearProgram program = new LinearProgram();
        int[] u = new int[dimension];
        for (int k = 0; k < dimension; k++) {
            u[k] = program.variable(true);
            program.atMost(new Terms().add(u[k], 1), 1);
        }
        int z = program.variable(false);
        program.maximize(z, -1);
        for (Plane plane : planes) {
            Terms terms = new Terms().add(z, -1);
            for (int k = 0; k < dimension; k++) {
                terms.add(u[k], plane.slopes.get(k) / spread);
            }
            program.atMost(terms, -level(plane));
        }
        LinearProgram.Solution solution = program.solve();
        double[] found = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            found[k] = Math.max(0, Math.min(1, solution.point().get(u[k])));
        }
        return found;
    }

    /** {@code max sum_j odds_j level_j - sum_k f_k}, where {@code f_k >= -sum_j odds_j slope_jk} is what the place can take away. */
    private double[] weigh() {
        LinearProgram program = new LinearProgram();
        Terms sum = new Terms();
        for (Plane plane : planes) {
            int j = program.variable(true);
            program.maximize(j, level(plane));
            sum.add(j, 1);
        }
        program.equal(sum, 1);
        for (int k = 0; k < dimension; k++) {
            int fall = program.variable(true);
            program.maximize(fall, -1);
            Terms terms = new Terms().add(fall, -1);
            for (int j = 0; j < planes.size(); j++) {
                terms.add(j, -planes.get(j).slopes.get(k) / spread);
            }
            program.atMost(terms, 0);
        }
        LinearProgram.Solution solution = program.solve();
        double[] found = new double[planes.size()];
        double all = 0;
        for (int j = 0; j < found.length; j++) {
            found[j] = Math.max(0, solution.point().get(j));
            all += found[j];
        }
        for (int j = 0; j < found.length; j++) {
            found[j] /= all;
        }
        return found;
    }

    private double worth() {
        double first = planes.get(0).intercept;
        double worth = 0;
        for (int j = 0; j < odds.length; j++) {
            worth += odds[j] * (planes.get(j).intercept - first);
        }
        for (int k = 0; k < dimension; k++) {
            double slope = 0;
            for (int j = 0; j < odds.length; j++) {
                slope += odds[j] * planes.get(j).slopes.get(k);
            }
            worth += Math.min(0, slope);
        }
        return first + worth;
    }
}
