package org.dynama.ama.quote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.ama.study.ProfileTable;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/**
 * What agents report to a mechanism.
 *
 * @param profiles the reports; zero for agents who are absent
 * @param absent the agents who take no part
 */
public record ReportedTypes(Profiles profiles, BitSet absent) {
    private static final String SCHEMA = "reports.schema.json";

    /**
     * Reads reports: one row from JSON, {@code {"a": [0.4, 1.2]}}, or many from {@code .npy}, {@code [B, n, d]}.
     *
     * @param absent names of agents who take no part; only they may be missing
     * @throws org.dynama.config.ConfigException with all faults of a JSON file
     * @throws Refusal if a {@code .npy} file does not fit the environment
     */
    public static ReportedTypes read(Path file, Environment environment, List<String> absent) {
        List<String> names =
                environment.agents().stream().map(agent -> agent.name()).toList();
        BitSet left = new BitSet();
        for (String name : absent) {
            if (!names.contains(name)) {
                throw Refusal.of(
                        "--absent " + name + " names no agent",
                        "Maybe one of " + String.join(", ", names.subList(0, Math.min(20, names.size()))) + ".");
            }
            left.set(names.indexOf(name));
        }
        Profiles profiles = file.toString().endsWith(".npy")
                ? withoutAbsent(ProfileTable.read(file, environment), left)
                : row(file, environment, left);
        return new ReportedTypes(profiles, left);
    }

    private static Profiles withoutAbsent(Profiles all, BitSet absent) {
        double[] values = all.toArray();
        int each = all.dimension() * all.count();
        absent.stream().forEach(i -> Arrays.fill(values, i * each, (i + 1) * each, 0));
        return Profiles.of(all.agents(), all.dimension(), all.count(), values);
    }

    private static Profiles row(Path file, Environment environment, BitSet absent) {
        Document document = Document.read(file, Schema.resource(SCHEMA), List.of());
        Faults faults = new Faults(document.source());
        int d = environment.dimension();
        double[] values = new double[environment.agentCount() * d];
        List<String> unknown = new ArrayList<>(document.keys(""));
        for (int i = 0; i < environment.agentCount(); i++) {
            String name = environment.agents().get(i).name();
            String path = Document.join("", name);
            unknown.remove(name);
            if (absent.get(i)) {
                continue;
            }
            List<Double> type = document.has(path) ? document.numbers(path) : List.of();
            int dimension = environment.agents().get(i).types().dimension();
            if (!document.has(path)) {
                faults.add(document.fault(
                        path, "is missing", "Add her report, or say --absent \"" + name + "\" if she takes no part."));
            } else if (type.size() != dimension) {
                faults.add(document.fault(
                        path, "has " + type.size() + " numbers and her type has dimension " + dimension, ""));
            }
            for (int k = 0; k < Math.min(type.size(), dimension); k++) {
                values[i * d + k] = type.get(k);
            }
        }
        unknown.forEach(
                name -> faults.add(document.fault(Document.join("", name), "names no agent of the mechanism", "")));
        faults.throwIfAny();
        return Profiles.of(environment.agentCount(), d, 1, values);
    }

    /** The names of the agents whose report in row {@code b} lies outside what the environment declares. */
    List<String> outsideSupport(Environment environment, int b) {
        List<String> outside = new ArrayList<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            double[] type = new double[profiles.dimension()];
            for (int k = 0; k < type.length; k++) {
                type[k] = profiles.type(i, k, b);
            }
            if (!absent.get(i) && !environment.agents().get(i).types().supports(type)) {
                outside.add(environment.agents().get(i).name());
            }
        }
        return outside;
    }
}
