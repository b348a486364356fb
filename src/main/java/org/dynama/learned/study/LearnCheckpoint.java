package org.dynama.learned.study;

import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Json;
import org.dynama.exact.certificate.Digests;
import org.dynama.learned.training.TrainingRow;
import org.dynama.learned.training.TrainingState;
import org.dynama.study.InvalidRunException;

/**
 * What a killed training needs to go on, as {@code checkpoint/learn.json} holds it.
 *
 * @param schema version of this format
 * @param spec the resolved spec that it belongs to
 * @param seconds that the training has taken
 * @param processor seconds of it on processors
 * @param trace kept so far
 * @param state of the training
 * @param digest SHA-256 of the state, so that a damaged one is not gone on with
 */
record LearnCheckpoint(
        int schema,
        String spec,
        double seconds,
        double processor,
        List<TrainingRow> trace,
        TrainingState state,
        String digest) {
    private static final int SCHEMA = 4;

    static LearnCheckpoint of(
            String spec, double seconds, double processor, List<TrainingRow> trace, TrainingState state) {
        return new LearnCheckpoint(SCHEMA, spec, seconds, processor, List.copyOf(trace), state, digest(state));
    }

    private static String digest(TrainingState state) {
        return Digests.sha256(Json.write(state));
    }

    /**
     * Reads one back.
     *
     * @throws InvalidRunException if it is damaged, of another version or of another spec
     */
    static LearnCheckpoint read(Path file, LearnSpec spec) {
        LearnCheckpoint old = Json.read(file, LearnCheckpoint.class);
        if (old.schema != SCHEMA) {
            throw new InvalidRunException(
                    file + " has schema " + old.schema + " and this version reads " + SCHEMA + "\nMaybe learn anew.");
        }
        if (!spec.yaml().equals(old.spec)) {
            throw new InvalidRunException(file + " belongs to another spec than the run's spec.yaml"
                    + "\nMaybe the spec was changed since: learn anew with another --out.");
        }
        if (!digest(old.state).equals(old.digest)) {
            throw new InvalidRunException(
                    file + " is damaged: its state has another digest" + "\nMaybe it was edited; learn anew.");
        }
        return old;
    }
}
