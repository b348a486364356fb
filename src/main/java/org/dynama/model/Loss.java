package org.dynama.model;

/**
 * A cost that the designer cares about, linear in the occupancy, with any dependence on the types: a table over
 * state-action pairs for every profile. Makespan is one.
 */
public interface Loss {

    /** The word for it in specs and results. */
    String name();

    /** Whether the loss can differ from zero at a pair. */
    boolean bears(int pair);

    /** Whether it is borne in the last action of a run only, and one path leads to each such action. */
    default boolean isBorneAtTheEnd() {
        return false;
    }

    /** Whether it is the same whatever the types. */
    default boolean isTypeFree() {
        return false;
    }

    /**
     * Fills the rows of every pair that bears the loss, and no other.
     *
     * @param types shape {@code [n * d][B]}
     * @param out shape {@code [P][B]}; loss per visit
     */
    void fill(double[][] types, double[][] out);

    /** The table for a batch; rows of pairs that do not bear the loss are zero. */
    default double[][] table(Profiles profiles, int pairs) {
        double[][] types = new double[profiles.agents() * profiles.dimension()][profiles.count()];
        for (int i = 0; i < profiles.agents(); i++) {
            for (int k = 0; k < profiles.dimension(); k++) {
                profiles.copyTypes(i, k, 0, profiles.count(), types[i * profiles.dimension() + k], 0);
            }
        }
        double[][] out = new double[pairs][profiles.count()];
        fill(types, out);
        return out;
    }

    /** The same loss, {@code factor} times. */
    default Loss scaled(double factor) {
        Loss whole = this;
        return new Loss() {
            @Override
            public String name() {
                return whole.name();
            }

            @Override
            public boolean bears(int pair) {
                return whole.bears(pair);
            }

            @Override
            public boolean isBorneAtTheEnd() {
                return whole.isBorneAtTheEnd();
            }

            @Override
            public boolean isTypeFree() {
                return whole.isTypeFree();
            }

            @Override
            public void fill(double[][] types, double[][] out) {
                whole.fill(types, out);
                for (int pair = 0; pair < out.length; pair++) {
                    for (int b = 0; bears(pair) && b < out[pair].length; b++) {
                        out[pair][b] *= factor;
                    }
                }
            }
        };
    }

    /** The sum of two losses. */
    default Loss plus(Loss other) {
        Loss first = this;
        return new Loss() {
            @Override
            public String name() {
                return first.name() + " + " + other.name();
            }

            @Override
            public boolean bears(int pair) {
                return first.bears(pair) || other.bears(pair);
            }

            @Override
            public boolean isTypeFree() {
                return first.isTypeFree() && other.isTypeFree();
            }

            @Override
            public void fill(double[][] types, double[][] out) {
                double[][] second = new double[out.length][types[0].length];
                other.fill(types, second);
                first.fill(types, out);
                for (int pair = 0; pair < out.length; pair++) {
                    for (int b = 0; other.bears(pair) && b < second[pair].length; b++) {
                        out[pair][b] = second[pair][b] + (first.bears(pair) ? out[pair][b] : 0);
                    }
                }
            }
        };
    }
}
