package org.dynama.study.engine.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.broadcast.Broadcast;
import org.dynama.file.WholeFile;
import org.dynama.study.Parted;
import org.dynama.study.Parts;
import org.dynama.study.RunFolder;
import org.dynama.study.engine.CellFailure;

/**
 * A part on its way to an executor.
 *
 * @param study the class that knows the parts
 * @param folder all that they are a function of, sent to each executor once
 */
record PartTask(String study, Broadcast<byte[]> folder, int number) implements Serializable {
    /** What comes back: a part as JSON, or why there is none. */
    record Answer(String part, String message) implements Serializable {}

    /** Computes the part on this machine, on one thread, in a folder that is gone afterwards. */
    Answer run() throws IOException {
        Path place = Files.createTempDirectory("dynama-part");
        try {
            Path run = place.resolve("run");
            Parcel.unpack(folder.value(), run);
            Parted known = (Parted) Class.forName(study).getConstructor().newInstance();
            try (Parts parts = known.parts(RunFolder.existing(run), 1)) {
                return new Answer(parts.part(number), "");
            }
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            return new Answer("", CellFailure.of(failure).message());
        } finally {
            WholeFile.delete(place);
        }
    }
}
