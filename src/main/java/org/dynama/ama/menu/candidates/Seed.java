package org.dynama.ama.menu.candidates;

import org.dynama.model.Reals;

/**
 * Types, virtual ones mostly, whose best policy is a candidate.
 *
 * @param name of the candidate, for people
 * @param family where it comes from
 * @param absent the agent who is left out; -1 for nobody
 * @param types shape {@code [n * d]}
 * @param reserves what each number of a type is short of a true one, which the candidate's boost makes up for; shape
 *     {@code [n * d]}
 */
record Seed(String name, Family family, int absent, Reals types, Reals reserves) {
    /** Where candidates come from; of equal candidates the first stays. */
    enum Family {
        /** What is done for nobody. */
        IDLE,
        /** What is best for one number of one agent. */
        SINGLE,
        /** A lottery over what is best for one number of one agent. */
        LOTTERY,
        /** A lottery over what is best for one number and, a little, for another that the first's lottery serves by the way. */
        BYWAY,
        /** What is best for everybody, or everybody but one, in a drawn profile. */
        DRAWN,
        /** What is best for the two agents who gain most where everybody is served. */
        PAIR,
        /** What a given mechanism does in a drawn profile, or would without an agent. */
        GIVEN
    }

    /** The same of another family. */
    Seed as(String called, Family other) {
        return new Seed(called, other, absent, types, reserves);
    }

    /**
     * The same with agents in other places.
     *
     * @param from by place, the agent who moves there
     */
    Seed permuted(int... from) {
        int d = types.size() / from.length;
        double[] moved = new double[types.size()];
        double[] due = new double[types.size()];
        int without = -1;
        for (int i = 0; i < from.length; i++) {
            without = from[i] == absent ? i : without;
            for (int k = 0; k < d; k++) {
                moved[i * d + k] = types.get(from[i] * d + k);
                due[i * d + k] = reserves.get(from[i] * d + k);
            }
        }
        return new Seed(name + ", permuted", family, absent < 0 ? -1 : without, Reals.of(moved), Reals.of(due));
    }
}
