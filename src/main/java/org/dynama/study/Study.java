package org.dynama.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A family's part of the product. From it follow, with no code of its own, the command with its options, resumption, sweeps,
 * reports of one run and of many, verification and exit status.
 *
 * <p>A study may implement {@link Evaluates}, {@link Audits}, {@link Quotes}, {@link Announces} and {@link Verifies} as well:
 * those commands ask it then.
 *
 * @param <S> what to run: a spec with every key filled in and checked
 * @param <R> what a run leaves
 */
public interface Study<S, R extends StudyRecord> extends Kind<R> {
    /**
     * What {@code --help} says.
     *
     * @param description one line each
     * @param example a spec that is shipped
     */
    record Help(List<String> description, String example) {}

    /** What {@code --help} says. */
    Help help();

    /** What a spec may hold: the only place of defaults and ranges. */
    Schema schema();

    /**
     * The spec that a file is; a study may make one of files of other kinds.
     *
     * @param overrides {@code path=value} each
     * @throws org.dynama.config.ConfigException with all faults of the file and the overrides
     */
    default Document document(Path file, List<String> overrides) {
        return Document.read(file, schema(), overrides);
    }

    /** Whether a spec of another study, of which the market is taken, is a spec of this one. */
    default boolean takesOthers() {
        return false;
    }

    /**
     * Checks what a schema cannot, and builds what is to be run.
     *
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    S read(Document document);

    /**
     * By key, what a spec leaves to the JVM where that moves last bits, and what this JVM takes. A sweep writes it into the specs
     * of its cells, so that all machines compute the same.
     */
    default Map<String, String> decided(S spec) {
        return Map.of();
    }

    /** The files that a spec names, and those that they name: all that the run reads besides the spec. */
    default List<Input> inputs(Document document, S spec) {
        return Input.of(document);
    }

    /** Runs, or goes on where a checkpoint stands. Files besides the record are written through the run's folder. */
    R run(S spec, Run run);

    /** Of a record that the study's own command made, that command. */
    @Override
    default String again(R record, RunFolder folder) {
        return record.header().command().equals(name())
                ? "scripts/dynama " + name() + " " + Shell.quoted(folder.file(Manifest.SPEC))
                : Kind.super.again(record, folder);
    }

    @Override
    default Job<R> job(RunFolder folder) {
        return Job.of(this, Document.read(folder.file(Manifest.SPEC), schema(), List.of()));
    }

    /** What says how long a run works; null where short runs tell nothing about long ones. */
    default @Nullable Iterations iterations() {
        return null;
    }

    /** Whether several cells of a sweep may run at a time. */
    default boolean isParallel() {
        return true;
    }

    /** The kinds of records that this study's mechanisms leave besides the study's own. */
    default List<Kind<?>> kinds() {
        return List.of(this);
    }
}
