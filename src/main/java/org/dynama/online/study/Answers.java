package org.dynama.online.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.model.Reals;
import org.dynama.online.reporting.BestResponse;
import org.dynama.online.reporting.BestResponse.Found;
import org.dynama.online.reporting.BestResponse.Outcome;
import org.dynama.online.reporting.ReportTable;
import org.dynama.online.reporting.Reporting;
import org.jspecify.annotations.Nullable;

/**
 * How everybody reports in a case: as the spec says, and where it asks for a search, as that finds best against the others. Searched
 * once, by whichever thread needs it first; what it finds depends on the seed alone.
 */
final class Answers {
    private final Liars liars;
    private final int agents;
    private final int components;
    private final double unit;
    private final List<FoundLie> found = new ArrayList<>();
    private @Nullable List<Reporting> all;

    Answers(Liars liars, int agents, int components, double unit) {
        this.liars = liars;
        this.agents = agents;
        this.components = components;
        this.unit = unit;
    }

    /**
     * Everybody's way.
     *
     * @param simulate what an agent (the second argument) has where all report so
     */
    synchronized List<Reporting> all(BiFunction<List<Reporting>, Integer, Outcome> simulate) {
        if (all == null) {
            List<Reporting> ways = new ArrayList<>(Collections.nCopies(agents, Reporting.TRUTHFUL));
            liars.lies().forEach(lie -> ways.set(lie.agent() - 1, lie.reporting()));
            for (Lie lie : liars.lies()) {
                if (lie.isSearched()) {
                    Found best = BestResponse.of(lie.searched(), components, tried -> {
                        ways.set(lie.agent() - 1, tried);
                        return simulate.apply(ways, lie.agent());
                    });
                    ways.set(lie.agent() - 1, best.table());
                    found.add(written(lie, best));
                }
            }
            all = List.copyOf(ways);
        }
        return all;
    }

    private FoundLie written(Lie lie, Found best) {
        ReportTable table = best.table();
        return new FoundLie(
                lie.agent(),
                "table",
                table.starts(),
                rows(table.factors(), 1),
                rows(table.offsets(), unit),
                best.gain(),
                best.tried());
    }

    private List<Reals> rows(Reals flat, double times) {
        return Stream.iterate(0, at -> at < flat.size(), at -> at + components)
                .map(at -> Reals.of(IntStream.range(at, at + components)
                        .mapToDouble(k -> flat.get(k) * times)
                        .toArray()))
                .toList();
    }

    /** What searches found, in the order of the lies; nothing before {@link #all}. */
    synchronized List<FoundLie> found() {
        return List.copyOf(found);
    }
}
