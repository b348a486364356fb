package org.dynama.solver.sparse;

/** Sorts the states of a policy by the recurrent class in which they are. */
public interface ChainClasses {
    /**
     * Takes a policy.
     *
     * @param policy by state of the MDP the pair, -1 where none is allowed
     */
    void find(int[] policy);

    /** The number of classes. */
    int count();

    /** The number of a state's class; negative where it is left for good, or out of use. */
    int of(int s);
}
