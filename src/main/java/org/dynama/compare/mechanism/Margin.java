package org.dynama.compare.mechanism;

import org.jspecify.annotations.Nullable;

/**
 * How far a promise is from being broken, and how that is known.
 *
 * @param margin the smallest that was found: what truth earns an agent less what a misreport does, or than what staying away
 *     does; null where nothing was measured
 * @param method what found it: {@code exhaustive}, {@code 10,000 sampled misreports}, {@code proof}, {@code trained lower bound}
 * @param isPromised whether it must not be negative, beside rounding
 * @param allowed how far below zero rounding can carry it
 */
public record Margin(@Nullable Double margin, String method, boolean isPromised, double allowed) {

    /** Whether what was measured, if anything, is not below zero but by rounding. */
    public boolean holds() {
        return margin == null || margin >= -allowed;
    }
}
