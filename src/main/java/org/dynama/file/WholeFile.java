package org.dynama.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Writes files aside and renames them, so that a kill at any moment leaves the old one or the new one. */
public final class WholeFile {
    private static final String PLACE = "Maybe choose a folder that you can write with --out.";
    private static final String SPACE = "Maybe the disk is full: make room, or another --out.";

    private static final String PART = ".part";

    private static volatile @Nullable Consumer<Path> listener;

    private WholeFile() {}

    /** Writes a file, and the folders that it stands in. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file, and the folders that it stands in.
     *
     * @throws Refusal if no file can stand there
     * @throws Failure if it cannot be written, as on a full disk
     */
    public static void write(Path file, byte[] content) {
        write(file, aside -> Files.write(aside, content));
    }

    /** What fills a file that is written aside: a path, or a writer of its lines. */
    @FunctionalInterface
    public interface Filling<T> {
        /** Writes the whole of it. */
        void fill(T aside) throws IOException;
    }

    /** Writes a text that is too long to be held, line by line. */
    public static void writeLines(Path file, Filling<Writer> lines) {
        write(file, aside -> {
            try (Writer out = Files.newBufferedWriter(aside)) {
                lines.fill(out);
            }
        });
    }

    /**
     * Writes a file by what fills it aside.
     *
     * @throws Refusal if no file can stand there
     * @throws Failure if it cannot be written, as on a full disk
     */
    public static void write(Path file, Filling<Path> filling) {
        Path whole = file.toAbsolutePath();
        Path aside = aside(whole);
        if (Files.exists(whole) && !Files.isRegularFile(whole)) {
            // A rename over a device would take its place.
            String what = Files.isDirectory(whole) ? " is a folder" : " is no regular file";
            throw Refusal.of(file + " cannot be written: it" + what, "Maybe another name.");
        }
        try {
            Files.createDirectories(whole.getParent());
            filling.fill(aside);
            rename(aside, whole);
        } catch (IOException | UncheckedIOException exception) {
            throw unwritable(file, exception);
        }
    }

    /** Where this process alone prepares what is to have a name. */
    public static Path aside(Path whole) {
        return whole.resolveSibling(
                whole.getFileName() + "." + ProcessHandle.current().pid() + PART);
    }

    /** What processes that are at work no more, on this machine, had prepared to have a name. */
    public static List<Path> abandoned(Path whole) {
        Path parent = whole.toAbsolutePath().resolveSibling("");
        Pattern name = Pattern.compile(Pattern.quote(whole.getFileName() + ".") + "(\\d{1,18})" + Pattern.quote(PART));
        return entries(parent).stream()
                .filter(entry -> {
                    Matcher matcher = name.matcher(entry.getFileName().toString());
                    return matcher.matches()
                            && ProcessHandle.of(Long.parseLong(matcher.group(1)))
                                    .isEmpty();
                })
                .toList();
    }

    /** Deletes what processes that were killed have left aside in a folder and below. */
    public static void deleteAside(Path folder, Path kept) {
        for (Path entry : entries(folder)) {
            boolean isKept = entry.equals(kept);
            if (!isKept && entry.toString().endsWith(PART)) {
                delete(entry);
            } else if (!isKept && Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) {
                deleteAside(entry, kept);
            }
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

    /** What stands in a folder; nothing where there is none. */
    public static List<Path> entries(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        if (!Files.isDirectory(folder)) {
            throw Refusal.of(folder + " is a file, not a folder", PLACE);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException exception) {
            throw unwritable(folder, exception);
        }
    }

    /** Deletes a file, or a folder with all in it; nothing where nothing is. */
    public static void delete(Path file) {
        try {
            if (Files.isDirectory(file) && !Files.isSymbolicLink(file)) {
                entries(file).forEach(WholeFile::delete);
            }
            Files.deleteIfExists(file);
        } catch (IOException exception) {
            throw unwritable(file, exception);
        }
    }

    /** Deletes a folder that is empty; returns what is in another. */
    public static List<Path> deleteEmpty(Path folder) {
        List<Path> left = entries(folder);
        if (left.isEmpty()) {
            delete(folder);
        }
        return left;
    }

    /**
     * What to throw where a file cannot be written: a refusal of a place where none can be, or else a failure, such as that of
     * a full disk.
     */
    public static RuntimeException unwritable(Path file, Exception exception) {
        Path above = file.toAbsolutePath().getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (exception instanceof FileAlreadyExistsException there && there.getFile() != null) {
            above = Path.of(there.getFile());
        }
        if (above != null && !Files.isDirectory(above)) {
            return Refusal.of(file + " cannot be written: " + above + " is a file, not a folder", PLACE);
        }
        String sentence = file + " cannot be written: " + why(exception);
        return isClosed(exception) ? Refusal.of(sentence, PLACE) : new Failure(sentence, SPACE);
    }

    private static String why(Exception exception) {
        if (exception instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = exception instanceof FileSystemException of ? of.getReason() : null;
        return reason != null ? reason : String.valueOf(exception.getMessage());
    }

    private static boolean isClosed(Exception exception) {
        return exception instanceof AccessDeniedException || why(exception).startsWith("Read-only");
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
