package org.dynama.ama.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.audit.WorstAmount;
import org.dynama.ama.study.MechanismFile;
import org.dynama.ama.study.MechanismFile.Boost;
import org.dynama.ama.study.Promises;
import org.dynama.ama.study.SearchRecord;
import org.dynama.ama.study.SearchRecord.Audit;
import org.dynama.ama.study.SearchRecord.Exactness;
import org.dynama.ama.study.SearchRecord.Histogram;
import org.dynama.ama.study.SearchRecord.Limit;
import org.dynama.ama.study.SearchRecord.Mean;
import org.dynama.ama.study.SearchRecord.Result;
import org.dynama.ama.study.SearchRecord.Seconds;
import org.dynama.ama.study.SearchRecord.Share;
import org.dynama.config.Json;
import org.dynama.model.Reals;
import org.dynama.study.Header;
import org.dynama.study.Soundness;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;

/** Folders of made-up runs: a sale of items one after the other, with plausible numbers. */
public final class SampleRuns {
    private static final String[] PHASES = {"shared by action", "shared by stage and action", "full table"};
    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleRuns() {}

    /** A finished run with everything. */
    public static StoredRun<?> full(Path path, String name, int agents, int items, int steps) throws IOException {
        Random random = new Random(1);
        SearchRecord record = record(name, agents, items, random);
        Files.createDirectories(path);
        Files.writeString(path.resolve("mechanism.json"), JSON.writeValueAsString(mechanism(agents, items, random)));
        Files.writeString(path.resolve("trace.csv"), trace(steps, random));
        return bare(path, record, items);
    }

    /** A finished run of only a spec and a result. */
    public static StoredRun<?> bare(Path path, SearchRecord record, int items) throws IOException {
        Files.createDirectories(path);
        Files.writeString(path.resolve("result.json"), Json.write(record));
        Files.writeString(
                path.resolve("spec.yaml"),
                "environment:\n  kind: sequential-sales\n  agents: "
                        + record.course().payments().size() + "\n  items: " + items
                        + "\nobjective: revenue\nseed: 1\n");
        return new Studies(List.of(new SearchStudy())).stored(path);
    }

    public static SearchRecord record(String name, int agents, int items, Random random) {
        Map<String, Double> payments = new LinkedHashMap<>();
        for (int i = 1; i <= agents; i++) {
            payments.put("agent " + i, 1.6247 / agents + 0.01 * random.nextGaussian());
        }
        Promises promises = new Promises(Reals.filled(agents, 1), items);
        List<Soundness.Check> checks = new ArrayList<>(List.of(
                promises.incentives(100_000, new WorstAmount(3.1e-16, 0), ""),
                promises.participation(new WorstAmount(2.2e-16, 0), "")));
        checks.addAll(promises.programs(new org.dynama.exact.Exactness(1, 0, 1.4e-12, 3.3e-14, 0)));
        return new SearchRecord(
                new Header(
                        Header.SCHEMA,
                        "search",
                        name,
                        1,
                        new Soundness(checks),
                        Map.of("dynama", "0.1.0", "java", "17.0.15", "ojalgo", "57.1.0")),
                new SearchRecord.Setting(
                        "sequential sale of " + items + " items to " + agents + " agents",
                        List.of("a left-out agent's reward becomes zero"),
                        "cpu",
                        "Java kernel, float64, 2 threads"),
                new SearchRecord.Value(
                        new Result("revenue", "max", 1.62468, 0.00341, 10_000, "lp"),
                        new Mean(1.24913, 0.00412),
                        new Mean(0.37555, 0.00287),
                        new Limit("myerson", 1.62615, 0.001, new Share(0.99968, 0.00012, 20_000))),
                new Audit(100_000, 3.1e-16, -2.2e-16),
                new Exactness(1.4e-12, 3.3e-14),
                new SearchRecord.Course(payments, null, Map.of(), histogram(random), visits(agents, items)),
                new Seconds(41.3, 9.8, 52.4),
                null);
    }

    private static Histogram histogram(Random random) {
        Integer[] mechanism = new Integer[40];
        Integer[] vcg = new Integer[40];
        java.util.Arrays.fill(mechanism, 0);
        java.util.Arrays.fill(vcg, 0);
        for (int b = 0; b < 10_000; b++) {
            double m = 0.5 * (int) (1.2 + 2.4 * random.nextDouble()) + 0.18 * Math.abs(random.nextGaussian());
            double v = 1.25 + 0.5 * random.nextGaussian();
            mechanism[(int) Math.max(0, Math.min(39, m / 0.07))]++;
            vcg[(int) Math.max(0, Math.min(39, v / 0.07))]++;
        }
        return new Histogram(0, 0.07, List.of(mechanism), List.of(vcg));
    }

    private static List<Map<String, Double>> visits(int agents, int items) {
        List<Map<String, Double>> visits = new ArrayList<>();
        for (int t = 1; t <= items; t++) {
            double keep = 0.04 * t * t;
            Map<String, Double> stage = new LinkedHashMap<>();
            stage.put("keep", keep);
            for (int i = 1; i <= agents; i++) {
                stage.put("sell to agent " + i, (1 - keep) / agents);
            }
            visits.add(stage);
        }
        return visits;
    }

    static MechanismFile mechanism(int agents, int items, Random random) {
        List<String> histories = new ArrayList<>(List.of(""));
        List<Boost> boosts = new ArrayList<>();
        for (int t = 1; t <= items; t++) {
            List<String> longer = new ArrayList<>();
            for (String history : histories) {
                String state = "round " + t + (history.isEmpty() ? "" : " after " + history);
                for (int a = 0; a <= agents; a++) {
                    double boost = (a == 0 ? 0.32 : -0.17) + 0.03 * t * random.nextGaussian();
                    boosts.add(new Boost(t, state, a == 0 ? "keep" : "sell to agent " + a, boost));
                    longer.add(history + (history.isEmpty() ? "" : ", ") + (a == 0 ? "nobody" : "agent " + a));
                }
            }
            histories = longer;
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 1; i <= agents; i++) {
            weights.put("agent " + i, 1.0);
        }
        return new MechanismFile(
                1,
                JsonNodeFactory.instance.objectNode().put("kind", "sequential-sales"),
                null,
                JsonNodeFactory.instance.textNode("revenue"),
                weights,
                boosts,
                null,
                null);
    }

    /** Eight starts, then four, then two: noisy, and coming closer to the bound. */
    private static String trace(int steps, Random random) {
        StringBuilder rows =
                new StringBuilder("phase,start,step,objective,standardError,profiles,temperature,seconds\n");
        double reached = 1.0;
        for (int phase = 0; phase < 3; phase++) {
            for (int start = 1; start <= 8 >> phase; start++) {
                double from = phase == 0 ? 0.7 + 0.6 * random.nextDouble() : reached - 0.02;
                double to = 1.626 - 0.12 * random.nextDouble() / Math.pow(4, phase);
                int count = steps / (3 * (8 >> phase));
                for (int step = 1; step <= count; step++) {
                    double mean = to + (from - to) * Math.exp(-8.0 * step / count) + 0.012 * random.nextGaussian();
                    rows.append(row(PHASES[phase], start, step, mean, 0.0107, 1024));
                }
                reached = Math.max(reached, to);
                rows.append(row(PHASES[phase], start, 0, to + 0.003 * random.nextGaussian(), 0.0027, 16384));
            }
        }
        return rows.toString();
    }

    private static String row(String phase, int start, int step, double mean, double error, int profiles) {
        return String.format(Locale.ROOT, "%s,%d,%d,%s,%s,%d,0.01,1.000%n", phase, start, step, mean, error, profiles);
    }
}
