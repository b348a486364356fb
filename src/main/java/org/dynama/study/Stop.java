package org.dynama.study;

/** The program was asked to stop (SIGTERM), and a run has stored what it needs to go on. */
public final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static volatile boolean asked;

    private Stop() {
        super("stopped; --resume goes on");
    }

    /** Asks running studies to store what they have and to stop. */
    public static void ask() {
        asked = true;
    }

    /** Whether they were asked. */
    public static boolean isAsked() {
        return asked;
    }

    /**
     * Stops if that was asked for.
     *
     * @throws Stop then
     */
    public static void ifAsked() {
        if (asked) {
            throw new Stop();
        }
    }
}
