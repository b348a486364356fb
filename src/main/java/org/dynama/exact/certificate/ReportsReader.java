package org.dynama.exact.certificate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.exact.rational.Rational;

/** Reads one profile of reports, {@code {"a": [0.4, 1.2], "b": [0.9]}}, as it is quoted: each number is the decimal of its double. */
public final class ReportsReader {
    private static final Schema SCHEMA = Schema.resource("reports.schema.json");

    private ReportsReader() {}

    /**
     * Reads a file.
     *
     * @param agents whose reports it must hold, and no others'
     * @return for each agent her reported type
     * @throws ConfigException with all faults
     */
    public static List<List<Rational>> read(Path file, List<String> agents) {
        Document document = Document.read(file, SCHEMA, List.of());
        Faults faults = new Faults(document.source());
        List<String> unknown = new ArrayList<>(document.keys(""));
        List<List<Rational>> reports = new ArrayList<>();
        for (String agent : agents) {
            String path = Document.join("", agent);
            if (unknown.remove(agent)) {
                reports.add(
                        document.numbers(path).stream().map(Rational::decimal).toList());
            } else {
                faults.add(document.fault(path, "is missing", "Every announced agent reports: add hers."));
            }
        }
        unknown.forEach(name -> faults.add(document.fault(Document.join("", name), "names no announced agent", "")));
        faults.throwIfAny();
        return reports;
    }
}
