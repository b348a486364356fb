package org.dynama.online.reporting;

/**
 * A way to report that specs name as {@code {kind: plug-in, plugIn: NAME}}, found by {@link java.util.ServiceLoader}. What an
 * agent realises and is charged are shares of the most that she may have in a round.
 */
public non-sealed interface ReportingPlugIn extends Reporting {
    /** What specs call it. */
    String name();

    @Override
    default String label() {
        return "reports as " + name();
    }
}
