package org.dynama.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How records of one kind are read and shown.
 *
 * @param <R> the record
 */
public interface Kind<R extends StudyRecord> {
    /** The name of the kind. */
    String name();

    /** The class of its records, which Jackson binds. */
    Class<R> type();

    /** The file that holds a record. */
    default String file() {
        return "result.json";
    }

    /** Whether a record without a manifest is of this kind. */
    default boolean owns(JsonNode record) {
        return record.path("command").asText().equals(name());
    }

    /** The number to compare by; null where a record has none. */
    default @Nullable Headline headline(R record) {
        return null;
    }

    /** Figures by name, for tables of several records; null where a record does not know one. */
    default Map<String, @Nullable Object> columns(R record) {
        return Map.of();
    }

    /** What a page and a terminal show. */
    View view(R record, RunFolder folder);

    /** The command that makes the same numbers again: verification, from the folder's own copies of all that was read. */
    default String again(R record, RunFolder folder) {
        return "scripts/dynama verify " + Shell.quoted(folder.path());
    }

    /** What makes a record again from its folder alone; null where nothing does. */
    default @Nullable Job<R> job(RunFolder folder) {
        return null;
    }

    /** What computes a finished record again from its folder alone, for comparison; null where nothing does. */
    default @Nullable Job<R> recomputation(RunFolder folder) {
        return job(folder);
    }

    /** Of a record, the paths that another run may have otherwise: {@code *} stands for any place in a list. */
    default Set<String> notRechecked() {
        return Set.of("seconds", "versions");
    }

    /** The same of one record: those of earlier versions may lack what is there now. */
    default Set<String> notRechecked(R record) {
        return notRechecked();
    }

    /** What the record's checks found. */
    default Soundness soundness(R record) {
        Soundness soundness = record.header().soundness();
        return soundness == null ? Soundness.UNTESTED : soundness;
    }
}
