package org.dynama.pivot.simulation;

import org.dynama.pivot.world.FiniteAgent;
import org.jspecify.annotations.Nullable;

/** How an agent chooses what to report: from all that she has seen, her own types and everything public. */
@FunctionalInterface
public interface ReportingStrategy {

    /** Reports the true type. */
    ReportingStrategy TRUTHFUL = PrivateHistory::type;

    /** Reports any type, each with the same probability. */
    ReportingStrategy RANDOM = history -> (int) (history.uniform() * history.types());

    /** The type to report now, {@code 0..K_i-1}. */
    int report(PrivateHistory history);

    /** The strategy of a name: {@code truthful}, {@code random}, {@code lowest}, {@code highest} or a type's; null for others. */
    static @Nullable ReportingStrategy named(String name, FiniteAgent agent) {
        int type = agent.types().indexOf(name);
        return switch (name) {
            case "truthful" -> TRUTHFUL;
            case "random" -> RANDOM;
            case "lowest" -> always(0);
            case "highest" -> always(agent.types().size() - 1);
            default -> type < 0 ? null : always(type);
        };
    }

    /** Reports the same type always. */
    static ReportingStrategy always(int type) {
        return history -> type;
    }
}
