package org.dynama.study.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dynama.config.Json;
import org.dynama.refusal.Refusal;
import org.dynama.study.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep's folder holds, as {@code sweep.json} says.
 *
 * @param study whose runs the cells are
 * @param decided what the specs left to the JVM, and it decided when the sweep began; null where that is nothing
 * @param rungs of a sweep that is pruned, each of which is a sweep in a folder of its own; null where all cells are run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SweepContents(
        int schema,
        String name,
        String study,
        List<SweepCell> cells,
        @Nullable Map<String, String> decided,
        @Nullable Integer rungs) {

    static SweepContents of(SweepSpec spec) {
        return new SweepContents(
                1,
                spec.name(),
                spec.study().name(),
                spec.cells(),
                spec.decided().isEmpty() ? null : spec.decided(),
                spec.pruning() == null ? null : (Integer) new Halving(spec).rungs());
    }

    /** Of a folder; null where nothing has begun there. */
    static @Nullable SweepContents in(Path folder) {
        return Files.exists(folder.resolve(SweepFolder.CELLS)) ? read(folder) : null;
    }

    static SweepContents read(Path folder) {
        return Json.read(folder.resolve(SweepFolder.CELLS), SweepContents.class);
    }

    /**
     * Refuses a sweep that this is not.
     *
     * @throws Refusal then, or as {@link #requireDecisions}
     */
    void requireSame(Path folder, SweepSpec spec) {
        SweepContents other = of(spec);
        SweepContents alike = new SweepContents(schema, other.name, other.study, other.cells, decided, other.rungs);
        if (!RunFolder.text(folder.resolve(SweepFolder.CELLS)).equals(Json.write(alike))) {
            throw Refusal.of(folder + " holds another sweep than " + spec.name(), "Maybe another --out.");
        }
        requireDecisions(folder, spec);
    }

    /**
     * Refuses to go on on a JVM that decides otherwise: cells would differ by roundings that nobody chose.
     *
     * @throws Refusal naming what it decides otherwise
     */
    void requireDecisions(Path folder, SweepSpec spec) {
        for (Map.Entry<String, String> here : spec.decided().entrySet()) {
            String begun = decided == null ? null : decided.get(here.getKey());
            if (begun != null && !begun.equals(here.getValue())) {
                String key = here.getKey() + "=";
                throw Refusal.of(
                        folder + " began where " + key + "auto is " + begun + ", and on this JVM it is "
                                + here.getValue(),
                        "Maybe --set " + key + begun
                                + " to go on as it began, a JVM like the first, or another --out.");
            }
        }
    }
}
