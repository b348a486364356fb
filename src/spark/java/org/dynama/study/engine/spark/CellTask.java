package org.dynama.study.engine.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.file.WholeFile;
import org.dynama.study.CellFolders;
import org.dynama.study.Input;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Study;
import org.dynama.study.engine.Cell;
import org.dynama.study.engine.CellFailure;

/**
 * A cell on its way to an executor: all that its run reads.
 *
 * @param study the class of its study
 * @param spec as the run's folder holds it
 * @param names of the files beside the spec
 * @param contents of these
 */
record CellTask(String name, String study, String spec, List<String> names, List<byte[]> contents)
        implements Serializable {
    /** What an executor gives back: a run's folder, or why there is none. */
    record Answer(byte[] run, String message, String trace) implements Serializable {}

    static CellTask of(Cell cell) {
        Study<?, ?> study = cell.folders().study();
        Job<?> job = Job.of(study, cell.spec());
        List<String> names = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        try {
            for (Input input : job.inputs()) {
                names.add(input.copy());
                contents.add(Files.readAllBytes(input.source()));
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return new CellTask(cell.name(), study.getClass().getName(), job.yaml(), new ArrayList<>(names), contents);
    }

    /** Runs the cell on this machine, in a folder that is gone afterwards. */
    Answer run() {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("dynama-cell");
            Path inputs = folder.resolve("inputs");
            WholeFile.write(inputs.resolve("spec.yaml"), spec.getBytes(StandardCharsets.UTF_8));
            for (int k = 0; k < names.size(); k++) {
                WholeFile.write(inputs.resolve(names.get(k)), contents.get(k));
            }
            Study<?, ?> known =
                    (Study<?, ?>) Class.forName(study).getConstructor().newInstance();
            Document document = known.document(inputs.resolve("spec.yaml"), List.of());
            Path run = folder.resolve(name);
            new CellFolders(known, false).run(document, run, Progress.SILENT);
            return new Answer(Parcel.of(run), "", "");
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            CellFailure why = CellFailure.of(failure);
            return new Answer(new byte[0], why.message(), why.trace());
        } finally {
            if (folder != null) {
                WholeFile.delete(folder);
            }
        }
    }
}
