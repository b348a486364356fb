package org.dynama.compare.mechanism;

import java.util.List;

/** The list of mechanisms that can be compared: a line each. */
public final class Entrants {
    private static final List<Entrant> ALL = List.of(
            new AffineEntrant(false), //
            new AffineEntrant(true),
            new PivotEntrant(false),
            new PivotEntrant(true),
            new PostedEntrant(),
            new LearnedEntrant(),
            new OnlineEntrant());

    private Entrants() {}

    /** The mechanism of a name. */
    public static Entrant named(String name) {
        return ALL.stream()
                .filter(entrant -> entrant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
