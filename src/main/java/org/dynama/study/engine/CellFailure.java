package org.dynama.study.engine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.config.ConfigException;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Printable;
import org.dynama.study.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * Why a cell has no record.
 *
 * @param message for people
 * @param trace for whoever mends it
 */
public record CellFailure(String message, String trace) {
    private static final String MARK = "\n\n";

    /** What was thrown. */
    public static CellFailure of(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return new CellFailure(message(failure), Printable.of(trace.toString()));
    }

    /** Keeps it in a file, for whoever asks later. */
    public void write(Path file) {
        WholeFile.write(file, message + MARK + trace);
    }

    /** What a file holds; null where there is none. */
    public static @Nullable CellFailure read(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        String text = RunFolder.text(file);
        int mark = text.indexOf(MARK);
        return mark < 0
                ? new CellFailure(text.strip(), "")
                : new CellFailure(text.substring(0, mark), text.substring(mark + MARK.length()));
    }

    /** Messages of checks stand for themselves; those of other exceptions often need their name. */
    private static String message(Throwable failure) {
        boolean spoken = failure instanceof ConfigException
                || failure instanceof Failure
                || failure instanceof IllegalArgumentException;
        return spoken ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
