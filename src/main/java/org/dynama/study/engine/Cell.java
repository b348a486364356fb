package org.dynama.study.engine;

import java.nio.file.Path;
import org.dynama.config.Document;
import org.dynama.study.CellFolders;
import org.dynama.study.Progress;
import org.dynama.study.Stop;
import org.jspecify.annotations.Nullable;

/**
 * A run to be made.
 *
 * @param number in its sweep, from 1
 * @param folders of its study's runs
 * @param spec with every default
 * @param folder where its run is to stand
 */
public record Cell(int number, String name, CellFolders folders, Document spec, Path folder) {
    /** The shard that is this cell alone, of as many as there are cells. */
    public Shard shard(int count) {
        return new Shard(number, count);
    }

    /** Whether its folder holds its whole run, after whoever was to make it has said that it did. */
    public boolean isMade() {
        return folders.made(spec, folder) != null;
    }

    /** Where its failure stands, if it has failed. */
    public Path failure() {
        return folder.resolveSibling("failures").resolve(name + ".txt");
    }

    /**
     * Makes the run here, or goes on where it was killed.
     *
     * @return why it failed; null where it has not
     * @throws Stop if the program was asked to stop
     */
    @Nullable
    CellFailure attempt(Progress progress) {
        try {
            folders.run(spec, folder, progress);
            return null;
        } catch (Stop asked) {
            throw asked;
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            return CellFailure.of(failure);
        }
    }
}
