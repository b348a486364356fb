package org.dynama.ama.view;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.dynama.ama.search.TraceRow;
import org.dynama.ama.study.MechanismFile;
import org.dynama.ama.study.RunRecord;
import org.dynama.study.InvalidRunException;
import org.dynama.study.RunDirectory;
import org.jspecify.annotations.Nullable;

/**
 * What a run has left in its folder.
 *
 * @param mechanism null if there is no such file
 * @param trace empty if there was no search
 * @param spec the text of {@code spec.yaml}; empty if there is no such file
 */
record StoredRun(
        RunDirectory directory,
        RunRecord record,
        @Nullable MechanismFile mechanism,
        List<TraceRow> trace,
        String spec) {

    /** @throws org.dynama.study.InvalidRunException if there is no result, or a file is damaged */
    static StoredRun read(RunDirectory directory) {
        try {
            return new StoredRun(
                    directory,
                    directory.readResult(),
                    Files.exists(directory.mechanism()) ? directory.readMechanism() : null,
                    directory.readTrace(),
                    Files.exists(directory.spec()) ? Files.readString(directory.spec()) : "");
        } catch (IOException exception) {
            throw new InvalidRunException(directory.spec() + " cannot be read: " + exception.getMessage());
        }
    }

    /** Whether the mechanism is VCG itself: weights of one, and boosts that change no profile. */
    boolean isVcg() {
        return mechanism != null
                && mechanism.weights().values().stream().allMatch(weight -> weight == 1)
                && record.difference().mean() == 0
                && record.difference().standardError() == 0;
    }
}
