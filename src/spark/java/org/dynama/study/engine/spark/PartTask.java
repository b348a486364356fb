package org.dynama.study.engine.spark;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.dynama.refusal.Failure;
import org.dynama.study.engine.CellFailure;
import org.jspecify.annotations.Nullable;

/**
 * A part on its way to an executor.
 *
 * @param work which it is of, sent to each executor once
 * @param shared by the parts that are asked for together, sent to each executor once
 * @param asked which part
 */
record PartTask(Broadcast<PartWork> work, Broadcast<byte[]> shared, byte[] asked) implements Serializable {
    /**
     * What comes back: a part, or why there is none.
     *
     * @param hint beside the sentence, where the part would fail anywhere; else null
     */
    record Answer(byte[] part, String sentence, @Nullable String hint) implements Serializable {
        static Answer lost(String why) {
            return new Answer(new byte[0], why, null);
        }
    }

    /** Computes the part on this machine, on one thread. */
    Answer run() {
        try (OpenParts.Borrowed parts = OpenParts.of(work)) {
            return new Answer(parts.part(shared.value(), asked), "", null);
        } catch (Failure failure) {
            return new Answer(new byte[0], failure.sentence(), failure.hint());
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            return Answer.lost(CellFailure.of(failure).message());
        }
    }
}
