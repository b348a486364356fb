package org.dynama.ama.audit;

import org.dynama.model.Reals;

/** The least and the greatest value of two samples; 0 of none. */
record Ends(double low, double high) {
    static Ends of(Reals one, Reals other) {
        return new Ends(
                Math.min(one.stream().min().orElse(0), other.stream().min().orElse(0)),
                Math.max(one.stream().max().orElse(0), other.stream().max().orElse(0)));
    }
}
