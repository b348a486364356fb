package org.dynama.pivot.simulation;

/** How an agent chooses what to report: from all that she has seen, her own types and everything public. */
@FunctionalInterface
public interface ReportingStrategy {

    /** Reports the true type. */
    ReportingStrategy TRUTHFUL = PrivateHistory::type;

    /** Reports any type, each with the same probability. */
    ReportingStrategy RANDOM = history -> (int) (history.uniform() * history.types());

    /** The type to report now, {@code 0..K_i-1}. */
    int report(PrivateHistory history);

    /** Reports the same type always. */
    static ReportingStrategy always(int type) {
        return history -> type;
    }
}
