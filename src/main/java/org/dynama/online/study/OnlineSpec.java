package org.dynama.online.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;

/**
 * What to simulate, read from a YAML file, every key filled in and checked.
 *
 * @param name of the run, for people
 * @param kind {@code bandit} or {@code mdp}
 * @param cases all that is simulated, at least one; a lie comes after its truthful case
 * @param seeds of each case
 * @param slopeFrom the first round that counts in slopes
 * @param seed of all streams
 * @param threads 0 for all cores
 * @param yaml the resolved document
 */
public record OnlineSpec(
        String name,
        String kind,
        List<OnlineCase> cases,
        int seeds,
        long slopeFrom,
        long seed,
        int threads,
        String yaml) {

    public OnlineSpec {
        cases = List.copyOf(cases);
    }

    /** The schema of online specs. */
    public static Schema schema() {
        return Schema.resource("online.schema.json");
    }

    /**
     * Reads a spec.
     *
     * @param overrides {@code path=value} each
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    public static OnlineSpec read(Path file, List<String> overrides) {
        Document document = Document.read(file, schema(), overrides);
        if (document.has("market.file")
                && !Path.of(document.text("market.file")).isAbsolute()) {
            // The resolved spec is kept in another folder and must find the file from there.
            Path found = file.toAbsolutePath()
                    .resolveSibling(document.text("market.file"))
                    .normalize();
            List<String> more = new ArrayList<>(overrides);
            more.add("market.file='" + found.toString().replace("'", "''") + "'");
            document = Document.read(file, schema(), more);
        }
        return of(document);
    }

    static OnlineSpec of(Document document) {
        Faults faults = new Faults(document.source());
        String kind = document.text("kind");
        List<OnlineCase> cases =
                kind.equals("bandit") ? BanditCases.of(document, faults) : MdpCases.of(document, faults);
        faults.throwIfAny();
        long last = cases.stream().mapToLong(one -> one.grid().last()).max().orElseThrow();
        long from = document.whole("slopeFrom");
        return new OnlineSpec(
                document.text("name"),
                kind,
                cases,
                Math.toIntExact(document.whole("seeds")),
                from > 0 ? from : Math.max(1, last / 100),
                document.whole("seed"),
                Math.toIntExact(document.whole("threads")),
                document.toYaml());
    }
}
