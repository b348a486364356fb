package org.dynama.exact;

import org.dynama.refusal.Failure;

/** A linear program has no feasible point: what it asks for does not exist. */
public final class InfeasibleProgramException extends Failure {
    private static final long serialVersionUID = 1L;

    InfeasibleProgramException(int rows, int columns) {
        super(
                "the linear program (" + rows + " rows, " + columns + " columns) has no feasible point",
                "Maybe a smaller delta, or confidence sets that are not too small.");
    }
}
