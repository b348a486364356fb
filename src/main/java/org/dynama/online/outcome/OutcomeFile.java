package org.dynama.online.outcome;

import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.Reals;

/**
 * Outcomes in a file, with what they are worth.
 *
 * @param values shape {@code [n * S]}: expected value of agent {@code i} for allocation {@code s}
 * @param designer what each outcome is worth to the designer
 */
public record OutcomeFile(OutcomeTable outcomes, Reals values, Reals designer) {

    /** A table, besides its outcomes. */
    private record Described(List<String> allocations, List<Reals> values) {}

    /**
     * Reads a table of outcomes.
     *
     * @throws org.dynama.config.ConfigException with every fault of the file at once
     */
    public static OutcomeFile read(Path path) {
        Schema schema = Schema.resource("/org/dynama/online/outcome/outcomes.schema.json");
        Document file = Document.read(path, schema, List.of());
        Described table = file.bind("", Described.class);
        Faults faults = new Faults(file.source());
        int size = table.allocations.size();
        double[] values = new double[table.values.size() * size];
        for (int i = 0; i < table.values.size(); i++) {
            Reals row = table.values.get(i);
            if (row.size() != size || row.get(0) != 0) {
                String rule = "must have a number for each of " + size + " allocations, the first 0";
                faults.add(file.fault("values[" + i + "]", rule, ""));
            }
            System.arraycopy(row.toArray(), 0, values, i * size, Math.min(size, row.size()));
        }
        List<String> paths = file.entries("outcomes");
        List<List<Integer>> outcomes = paths.stream()
                .map(outcome -> given(file, outcome + ".give", table, faults))
                .toList();
        faults.throwIfAny();
        double[] designer = paths.stream()
                .mapToDouble(outcome -> file.number(outcome + ".designer"))
                .toArray();
        return new OutcomeFile(new OutcomeTable(size, outcomes), Reals.of(values), Reals.of(designer));
    }

    /** The allocation of each agent in an outcome. */
    private static List<Integer> given(Document file, String path, Described table, Faults faults) {
        List<String> give = file.entries(path);
        int agents = table.values.size();
        if (give.size() != agents) {
            String rule = "has " + give.size() + " entries and must have one for each of " + agents + " agents";
            faults.add(file.fault(path, rule, ""));
        }
        for (String entry : give) {
            if (!table.allocations.contains(file.text(entry))) {
                String hint = "Maybe " + table.allocations.get(0) + ".";
                faults.add(file.fault(entry, "must be one of the allocations", hint));
            }
        }
        return give.stream()
                .map(entry -> table.allocations.indexOf(file.text(entry)))
                .toList();
    }
}
