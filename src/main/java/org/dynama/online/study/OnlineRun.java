package org.dynama.online.study;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.ama.objective.Estimate;
import org.dynama.config.Json;
import org.dynama.model.Workers;
import org.dynama.online.Growth;
import org.dynama.online.study.OnlineCase.Simulator;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRecord.HorizonGrowth;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.study.Versions;

/** Runs every seed of every case on all threads, writes each down as it comes, and sums up. */
public final class OnlineRun {
    /** What the regrets may miss their identity by, per round. */
    private static final double IDENTITY = 1e-9;

    private final OnlineSpec spec;
    private final RunDirectory directory;
    private final Progress progress;

    public OnlineRun(OnlineSpec spec, RunDirectory directory, Progress progress) {
        this.spec = spec;
        this.directory = directory;
        this.progress = progress;
    }

    private record Task(int index, OnlineCase one, long seed) {}

    private record Finished(Task task, SeedRun run, boolean fresh) {}

    /**
     * Runs, or goes on where a killed run stopped, and writes the run's files.
     *
     * @param resumed whether the folder holds runs that count
     */
    public OnlineRecord run(boolean resumed) {
        long started = System.nanoTime();
        directory.write(directory.spec(), spec.yaml());
        List<List<SeedRun>> results = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        for (OnlineCase one : spec.cases()) {
            for (long seed = 0; seed < spec.seeds(); seed++) {
                tasks.add(new Task(results.size(), one, seed));
            }
            results.add(new ArrayList<>());
        }
        try (SeedFiles files = SeedFiles.open(directory, spec.cases(), resumed);
                Workers<Map<OnlineCase, Simulator>> workers = new Workers<>(HashMap::new, spec.threads())) {
            int[] count = {0};
            workers.forEach(
                    tasks.size(),
                    1,
                    (simulators, from, to) -> simulate(simulators, tasks.get(from), files),
                    finished -> {
                        if (finished.fresh) {
                            files.append(finished.task.one, finished.run);
                        }
                        results.get(finished.task.index).add(finished.run);
                        count[0]++;
                        progress.at("simulation", (double) count[0] / tasks.size(), finished.task.one.mechanism());
                    });
        }
        OnlineRecord record = record(results, started);
        directory.write(directory.result(), record.toJson());
        return record;
    }

    private static Finished simulate(Map<OnlineCase, Simulator> simulators, Task task, SeedFiles files) {
        SeedRun known = files.done(task.one, task.seed);
        // Files do not hold a first seed's episodes: it is run again.
        if (known != null && task.seed > 0) {
            return new Finished(task, known, false);
        }
        Simulator simulator =
                simulators.computeIfAbsent(task.one, one -> one.simulator().get());
        return new Finished(task, simulator.run(task.seed), known == null);
    }

    private OnlineRecord record(List<List<SeedRun>> results, long started) {
        List<CaseRecord> cases = new ArrayList<>();
        for (int k = 0; k < results.size(); k++) {
            OnlineCase one = spec.cases().get(k);
            List<SeedRun> truthful = null;
            if (one.liar() > 0) {
                int honest = k;
                while (spec.cases().get(honest).liar() > 0
                        || !spec.cases().get(honest).isAlike(one)) {
                    honest--;
                }
                truthful = results.get(honest);
            }
            cases.add(new CaseSummary(one, results.get(k)).record(spec.slopeFrom(), truthful));
        }
        return new OnlineRecord(
                OnlineRecord.SCHEMA,
                "online",
                spec.name(),
                spec.kind(),
                spec.seeds(),
                spec.seed(),
                cases,
                horizons(results),
                checks(cases),
                1e-9 * (System.nanoTime() - started),
                Versions.all());
    }

    /** The growth of the welfare regret where one mechanism has runs of several lengths. */
    private List<HorizonGrowth> horizons(List<List<SeedRun>> results) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int k = 0; k < results.size(); k++) {
            OnlineCase one = spec.cases().get(k);
            if (one.liar() == 0) {
                groups.computeIfAbsent(one.market() + " / " + one.mechanism(), name -> new ArrayList<>())
                        .add(k);
            }
        }
        List<HorizonGrowth> growth = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            if (group.size() > 1) {
                growth.add(horizons(group, results));
            }
        }
        return growth;
    }

    private HorizonGrowth horizons(List<Integer> group, List<List<SeedRun>> results) {
        List<Long> rounds = new ArrayList<>();
        List<Estimate> regrets = new ArrayList<>();
        double[][] curves = new double[spec.seeds()][group.size()];
        for (int point = 0; point < group.size(); point++) {
            rounds.add(spec.cases().get(group.get(point)).grid().last());
            double[] sample = new double[spec.seeds()];
            for (int b = 0; b < sample.length; b++) {
                sample[b] = results.get(group.get(point)).get(b).curves().last("welfare");
                curves[b][point] = sample[b];
            }
            regrets.add(Estimate.of(sample));
        }
        OnlineCase one = spec.cases().get(group.get(0));
        long[] each = rounds.stream().mapToLong(Long::longValue).toArray();
        return new HorizonGrowth(
                one.market(), one.mechanism(), rounds, regrets, CaseSummary.of(Growth.of(each, curves, 1)));
    }

    private static List<String> checks(List<CaseRecord> cases) {
        List<String> checks = new ArrayList<>();
        for (CaseRecord one : cases) {
            double identity = one.fact("worstIdentity").largest();
            if (!(identity <= IDENTITY)) {
                checks.add(String.format(
                        Locale.ROOT,
                        "%s, %s: welfare differs from seller plus agents by %.3g per round",
                        one.market(),
                        one.mechanism(),
                        identity));
            }
            if (one.facts().containsKey("infeasible") && one.fact("infeasible").largest() > 0) {
                checks.add(String.format(
                        Locale.ROOT,
                        "%s, %s: up to %.0f updates had no feasible linear program, and the policy before went on",
                        one.market(),
                        one.mechanism(),
                        one.fact("infeasible").largest()));
            }
        }
        return checks;
    }

    /** Whether a folder holds a run of this command. */
    public static boolean isOnline(RunDirectory directory) {
        return Files.exists(directory.path().resolve(SeedFiles.SEEDS));
    }

    /** The record of a run that is finished. */
    public static OnlineRecord read(RunDirectory directory) {
        return Json.read(directory.result(), OnlineRecord.class);
    }
}
