package org.dynama.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Writes files aside and renames them, so that a kill at any moment leaves the old one or the new one. */
public final class WholeFile {
    private static volatile @Nullable Consumer<Path> listener;

    private WholeFile() {}

    /** Writes a file, and the folders that it stands in. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file, and the folders that it stands in.
     *
     * @throws Refusal if it cannot be written
     */
    public static void write(Path file, byte[] content) {
        write(file, aside -> Files.write(aside, content));
    }

    /** What fills a file that is written aside. */
    @FunctionalInterface
    public interface Filling {
        /** Writes the whole of it. */
        void fill(Path aside) throws IOException;
    }

    /** Lines of a text that is too long to be held. */
    @FunctionalInterface
    public interface Lines {
        /** Writes all of them. */
        void writeTo(Writer out) throws IOException;
    }

    /** Writes a long text line by line. */
    public static void writeLines(Path file, Lines lines) {
        write(file, aside -> {
            try (Writer out = Files.newBufferedWriter(aside)) {
                lines.writeTo(out);
            }
        });
    }

    /**
     * Writes a file by what fills it aside.
     *
     * @throws Refusal if it cannot be written
     */
    public static void write(Path file, Filling filling) {
        Path whole = file.toAbsolutePath();
        Path aside = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            Files.createDirectories(whole.getParent());
            filling.fill(aside);
            rename(aside, whole);
        } catch (IOException | UncheckedIOException exception) {
            throw unwritable(file, exception);
        }
    }

    /** Gives what was written aside, a file or a folder, its name; a folder may take the place of an empty one. */
    public static void rename(Path aside, Path name) throws IOException {
        Consumer<Path> told = listener;
        if (told != null) {
            told.accept(name);
        }
        Files.move(aside, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes a file, or a folder with all in it; nothing where nothing is. */
    public static void delete(Path file) {
        try {
            if (Files.isDirectory(file) && !Files.isSymbolicLink(file)) {
                try (Stream<Path> entries = Files.list(file)) {
                    entries.forEach(WholeFile::delete);
                }
            }
            Files.deleteIfExists(file);
        } catch (IOException exception) {
            throw unwritable(file, exception);
        }
    }

    /** A refusal of a place that cannot be written to. */
    public static Refusal unwritable(Path file, Exception exception) {
        return Refusal.of(
                file + " cannot be written: " + exception.getMessage(),
                "Maybe choose a folder that you can write with --out.");
    }

    /** Has every rename to come told to somebody first, who may throw: how tests kill a run at each moment. */
    public static void beforeEveryRename(Consumer<Path> told) {
        listener = told;
    }

    /** Ends {@link #beforeEveryRename}. */
    public static void renameUnheard() {
        listener = null;
    }
}
