package org.dynama.online.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.file.WholeFile;
import org.dynama.model.RandomStream;
import org.dynama.model.Workers;
import org.dynama.online.regret.Regrets;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.study.Soundness;
import org.dynama.study.Table;
import org.jspecify.annotations.Nullable;

/**
 * Runs every seed of every case on all threads, case by case, writes them as tables, and sums up. A piece of the checkpoint
 * holds what has come since the one before, and is named by the first of it, so that nothing is written twice.
 */
public final class OnlineRun {
    /** Runs in a piece of the checkpoint, at most. */
    private static final int PIECE = 1000;

    private final OnlineSpec spec;
    private final OnlineSpec.Keys keys;
    private final Run run;
    private final RandomStream stream;
    private final SpilledRuns done;
    /** Shares of long runs that are over, by their place among all; those that wait to be kept are still here. */
    private final Map<Integer, Double> under = new TreeMap<>();

    private int saved;

    public OnlineRun(OnlineSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
        keys = spec.keys();
        done = new SpilledRuns(run.folder().file("checkpoint/curves.bin"));
        stream = new RandomStream(keys.seed(), "online");
    }

    private record Piece(List<SeedRun> runs) {
        Piece {
            if (runs.isEmpty()) {
                throw new Refusal("runs", runs, "must not be empty", "");
            }
        }
    }

    /** Runs what is left to run, and writes all that a run leaves besides its record; once. */
    public OnlineRecord record() {
        try (done) {
            return recorded();
        }
    }

    private OnlineRecord recorded() {
        announce();
        simulate();
        List<CaseSummary> all = IntStream.range(0, spec.cases().size())
                .mapToObj(k ->
                        new CaseSummary(spec.cases().get(k), done.between(k * keys.seeds(), (k + 1) * keys.seeds())))
                .toList();
        write(all);
        if (spec.isLogged()) {
            run.at("episodes of the first seed", 0, "");
            new EpisodeTables(spec, run, stream).write();
        }
        List<CaseRecord> cases = new ArrayList<>();
        CaseSummary truthful = all.get(0);
        for (CaseSummary one : all) {
            truthful = one.one().isTruthful() ? one : truthful;
            cases.add(one.record(spec.slopeFrom(), truthful, one.one().found(keys.kind(), stream)));
        }
        Soundness soundness = new OnlineSoundness(cases, keys.seeds()).checked();
        Header header = Header.of("online", keys.name(), keys.seed(), soundness);
        return new OnlineRecord(header, keys.kind(), keys.seeds(), cases, CaseSummary.horizons(all), run.seconds());
    }

    /** Says before the first round when mechanisms that learn by episodes will first learn, and which never will. */
    private void announce() {
        for (OnlineCase one : spec.cases()) {
            Long first = one.baseline().firstUpdate();
            if (one.isTruthful() && first != null) {
                long last = one.grid().last();
                String says = first < last
                        ? "first update after round %,d of %,d"
                        : "no update: its first episode takes %,d rounds, and there are %,d";
                run.at(one.title().mechanism() + ", " + String.format(Locale.ROOT, says, first, last), 0, "");
            }
        }
    }

    /** Loads what pieces hold, and runs the rest. */
    private void simulate() {
        int count = Entries.of(
                "a list of runs", "Maybe fewer seeds or lies.", spec.cases().size(), keys.seeds());
        Piece piece = run.load("seeds-0", Piece.class);
        while (piece != null && saved < count) {
            piece.runs.forEach(this::keep);
            saved = done.size();
            piece = run.load("seeds-" + saved, Piece.class);
        }
        int from = saved;
        try (Workers<Map<Integer, OnlineCase.Running>> workers = new Workers<>(HashMap::new, keys.threads())) {
            workers.forEach(
                    count - from,
                    1,
                    (simulators, at, to) -> one(simulators, from + at, count),
                    one -> take(one, count));
        }
    }

    private SeedRun one(Map<Integer, OnlineCase.Running> simulators, int at, int count) {
        return simulators
                .computeIfAbsent(at / keys.seeds(), k -> spec.cases().get(k).running(keys.kind(), stream))
                .run(at % keys.seeds(), share -> heard(at, share, count));
    }

    /** A long run is so far; called by the threads that run them. */
    private synchronized void heard(int at, double share, int count) {
        under.put(at, share);
        show(count, spec.cases().get(at / keys.seeds()));
    }

    private void show(int count, OnlineCase of) {
        double parts = under.values().stream().mapToDouble(Double::doubleValue).sum();
        run.at("simulation", (done.size() + parts) / count, of.title().mechanism());
    }

    /** Keeps a seed's run, with its regret at the end for those who watch. */
    private void keep(SeedRun one) {
        OnlineCase of = spec.cases().get(done.size() / keys.seeds());
        done.add(one);
        run.point(Regrets.MAX + " regret over seed: " + of.title().id(), (double) one.seed(), one.last(Regrets.MAX));
    }

    private synchronized void take(SeedRun one, int count) {
        under.remove(done.size());
        keep(one);
        if (run.isDue()) {
            save();
        }
        show(count, spec.cases().get((done.size() - 1) / keys.seeds()));
    }

    /** In pieces, none of which holds too many runs at once. */
    private void save() {
        while (saved < done.size()) {
            int to = Math.min(done.size(), saved + PIECE);
            run.save("seeds-" + saved, new Piece(all(done.between(saved, to)).toList()));
            saved = to;
        }
    }

    /** A row for each case, seed and round of the grid; and one for each case and seed. Of many seeds, neither table is held. */
    private void write(List<CaseSummary> all) {
        write("curves.csv", all, List.of("case", "seed", "round"), SeedRuns::columns, OnlineRun::points);
        write("seeds.csv", all, List.of("case", "seed"), SeedRuns::facts, (one, seed) -> {
            Map<String, @Nullable Object> row = row(one, seed);
            row.putAll(seed.facts());
            return Stream.of(row);
        });
    }

    private void write(
            String name,
            List<CaseSummary> all,
            List<String> first,
            Function<SeedRuns, Set<String>> more,
            BiFunction<CaseSummary, SeedRun, Stream<Map<String, @Nullable Object>>> rows) {
        Set<String> columns = new LinkedHashSet<>(first);
        all.forEach(one -> columns.addAll(more.apply(one.runs())));
        WholeFile.writeLines(
                run.folder().note(name),
                out -> Table.write(
                        out,
                        columns,
                        all.stream().flatMap(one -> all(one.runs()).flatMap(seed -> rows.apply(one, seed)))));
    }

    /** One after the other, none of which is held. */
    private static Stream<SeedRun> all(SeedRuns runs) {
        return IntStream.range(0, runs.size()).mapToObj(runs::get);
    }

    private static Stream<Map<String, @Nullable Object>> points(CaseSummary one, SeedRun seed) {
        return IntStream.range(0, one.one().grid().size()).mapToObj(point -> {
            Map<String, @Nullable Object> row = row(one, seed);
            row.put("round", one.one().grid().round(point));
            seed.curves().forEach((column, values) -> row.put(column, values.get(point)));
            return row;
        });
    }

    private static Map<String, @Nullable Object> row(CaseSummary one, SeedRun seed) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("case", one.one().title().id());
        row.put("seed", seed.seed());
        return row;
    }
}
