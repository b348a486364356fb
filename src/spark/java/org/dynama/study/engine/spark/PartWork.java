package org.dynama.study.engine.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.file.WholeFile;
import org.dynama.study.Parted;
import org.dynama.study.Parts;
import org.dynama.study.RunFolder;

/**
 * Work on its way to executors.
 *
 * @param study the class that knows its parts
 * @param name of the work, in the study's words
 * @param folder all that parts are a function of
 */
record PartWork(String study, String name, byte[] folder) implements Serializable {
    /** Opens its parts on this machine, from a folder that is gone afterwards. */
    Parts open() throws IOException, ReflectiveOperationException {
        Path place = Files.createTempDirectory("dynama-part");
        try {
            Path run = place.resolve("run");
            Parcel.unpack(folder, run);
            Parted known = (Parted) Class.forName(study).getConstructor().newInstance();
            return known.parts(name, RunFolder.existing(run));
        } finally {
            WholeFile.delete(place);
        }
    }
}
