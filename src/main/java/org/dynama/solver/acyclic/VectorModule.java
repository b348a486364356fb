package org.dynama.solver.acyclic;

import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The loops on jdk.incubator.vector, which not every JVM has: their classes are loaded by name, and only where it has it. An
 * architecture rule holds that nothing else names them.
 */
public final class VectorModule {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String ROWS = "org.dynama.solver.vector.VectorRows";

    private VectorModule() {}

    /** Whether this JVM runs with the module, and this build has the loops. */
    public static boolean isPresent() {
        return ModuleLayer.boot().findModule(MODULE).isPresent() && type() != null;
    }

    /**
     * Loops for one solver.
     *
     * @throws Refusal where {@link #isPresent()} is false
     */
    public static SweepRows rows() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            throw new Refusal(
                    "loops",
                    "vector",
                    "needs the module " + MODULE + ", without which this JVM runs",
                    "Maybe start Java with --add-modules " + MODULE + ", or use loops = plain.");
        }
        Class<?> type = type();
        if (type == null) {
            throw new Refusal(
                    "loops",
                    "vector",
                    "needs classes that this build of Dynama has not",
                    "Maybe build it by a JDK from 17 to 26, or use loops = plain.");
        }
        try {
            return (SweepRows) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException exception) {
            throw new IllegalStateException(ROWS + " has no constructor to call", exception);
        }
    }

    private static @Nullable Class<?> type() {
        try {
            return Class.forName(ROWS);
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }
}
