package org.dynama.study.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;

/**
 * What the cells of a sweep are runs of: searches, or trainings.
 *
 * @param <R> what a run leaves
 */
public interface CellKind<R> {

    /** What the file of one run may hold. */
    Schema schema();

    /**
     * Checks what a schema cannot.
     *
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    void check(Document cell);

    /** Whether numbers that others have published can stand beside the results. */
    boolean hasPublished();

    /** Runs a cell, or goes on where it was killed. */
    R run(SweepCell cell, RunDirectory directory, Progress progress);

    /**
     * What a run that is done has left.
     *
     * @throws InvalidRunException if it is damaged
     */
    R read(RunDirectory directory);

    /**
     * Puts the columns between the swept keys and {@code status}: the same for every cell, null where nothing is known.
     *
     * @param published names of the published columns
     */
    void putColumns(ObjectNode columns, SweepRow<R> row, List<String> published);
}
