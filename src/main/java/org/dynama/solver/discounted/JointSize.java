package org.dynama.solver.discounted;

import org.dynama.model.Mdp;
import org.dynama.refusal.Refusal;
import org.dynama.solver.kernel.Rows;

/** What elimination takes: of joint entropy always, of conditional entropy where states are few. */
public final class JointSize {
    private static final int SHARE_OF_MEMORY = 4;

    private JointSize() {}

    /** Six tables, two matrices over states and some rows by state, of one solver. */
    public static long bytes(Mdp mdp) {
        long states = mdp.stateCount();
        return 8L * Rows.WIDTH * (6L * mdp.pairCount() + 2 * states * states + 12 * states);
    }

    /**
     * Refuses a joint entropy that would take too much of Java's memory.
     *
     * @throws Refusal if it may take more than a quarter
     */
    public static void require(Mdp mdp) {
        long most = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        if (bytes(mdp) > most) {
            throw Refusal.of(
                    "joint entropy on " + mdp.stateCount()
                            + " states with cycles, several histories or runs that end early needs up to "
                            + (bytes(mdp) >> 20) + " MiB a thread, which is too much for elimination; it takes up to "
                            + nearest(mdp, most) + " states",
                    "Maybe entropy: conditional, or more memory for Java (JAVA_OPTS=-Xmx...).");
        }
    }

    /** How many states, with as many pairs each, would fit. */
    private static long nearest(Mdp mdp, long most) {
        double rows = most / (8.0 * Rows.WIDTH);
        double linear = 12 + 6.0 * mdp.pairCount() / mdp.stateCount();
        return (long) ((Math.sqrt(linear * linear + 8 * rows) - linear) / 4);
    }
}
