package org.dynama.solver.average;

/**
 * The order in which a policy's states are eliminated: each recurrent class in one piece, its origin first, then the states
 * that are left for good. Elimination runs from the last place to the first.
 */
final class Places {
    /** A state that is visited so much more rarely than others is a poor origin. */
    private static final double RARE = 1.0 / 64;

    private final RecurrentClasses classes;
    private final int[] stateAt;
    private final int[] placeOf;
    private final int[] origin;
    private int size;

    Places(Steps steps, int states) {
        classes = new RecurrentClasses(steps, states);
        stateAt = new int[states];
        placeOf = new int[states];
        origin = new int[states + 1];
    }

    /** Gives every state with a pair its place. */
    void find(int[] policy) {
        classes.find(policy);
        size = 0;
        for (int k = 0; k < classes.count(); k++) {
            origin[k] = size;
            placeAll(k, policy.length);
        }
        origin[classes.count()] = size;
        placeAll(RecurrentClasses.TRANSIENT, policy.length);
    }

    private void placeAll(int wanted, int states) {
        for (int s = 0; s < states; s++) {
            if (classes.of(s) == wanted) {
                stateAt[size] = s;
                placeOf[s] = size++;
            }
        }
    }

    /** Makes the most visited state of a class its origin, if the one at hand is rare; whether it is. */
    boolean moveOrigin(int number, double[] share) {
        int from = origin[number];
        int most = from;
        for (int k = from + 1; k < origin[number + 1]; k++) {
            most = share[k] > share[most] ? k : most;
        }
        if (share[from] >= RARE * share[most]) {
            return false;
        }
        int s = stateAt[most];
        stateAt[most] = stateAt[from];
        stateAt[from] = s;
        placeOf[stateAt[most]] = most;
        placeOf[s] = from;
        return true;
    }

    /** The number of states with a pair. */
    int size() {
        return size;
    }

    /** The number of recurrent classes. */
    int classCount() {
        return classes.count();
    }

    /** The number of a state's recurrent class; negative where it is left for good. */
    int classOf(int s) {
        return classes.of(s);
    }

    /** The first place of a class; after the last class, of those that are left for good. */
    int origin(int number) {
        return origin[number];
    }

    int stateAt(int place) {
        return stateAt[place];
    }

    int placeOf(int s) {
        return placeOf[s];
    }
}
