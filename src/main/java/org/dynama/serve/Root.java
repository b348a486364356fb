package org.dynama.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The folder that is served, and the way from paths in addresses to what stands in it: never out of it, by whatever name or link,
 * and never to hidden files.
 *
 * @param given as the user named it
 * @param real without links
 */
record Root(Path given, Path real) {
    /** The path of a run that is the folder itself. */
    static final String ITSELF = ".";

    static Root of(Path folder) throws IOException {
        return new Root(folder, folder.toRealPath());
    }

    /** The path of a run in addresses, between slashes. */
    String name(Path run) {
        String name = given.relativize(run).toString().replace(given.getFileSystem().getSeparator(), "/");
        return name.isEmpty() ? ITSELF : name;
    }

    /** The folder or file that a path in an address names, as the catalog knows it. */
    Path of(String path) {
        checkedNames(path);
        Path named;
        try {
            named = path.equals(ITSELF) ? given : given.resolve(path);
            Path found = named.toRealPath();
            if (!found.startsWith(real)) {
                throw outside();
            }
            for (Path name : real.relativize(found)) {
                if (name.toString().startsWith(".")) {
                    throw outside();
                }
            }
        } catch (InvalidPathException exception) {
            throw new HttpRefusal(HttpRefusal.BAD, "The path holds signs that no file's name has.");
        } catch (IOException missing) {
            throw missing(path);
        }
        return named;
    }

    private static void checkedNames(String path) {
        if (path.equals(ITSELF)) {
            return;
        }
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.startsWith(".") || name.indexOf('\\') >= 0) {
                throw outside();
            }
        }
    }

    /** A file that anybody may read. */
    Path file(String path) {
        Path file = of(path);
        if (!Files.isRegularFile(file)) {
            throw missing(path);
        }
        return file;
    }

    static HttpRefusal missing(String path) {
        return new HttpRefusal(HttpRefusal.MISSING, "There is no " + path + " here.");
    }

    private static HttpRefusal outside() {
        return new HttpRefusal(HttpRefusal.FORBIDDEN, "Nothing is shown that is hidden or outside the folder.");
    }

    /** Whether a path leads through a hidden folder. */
    static boolean isHidden(String path) {
        return path.contains("/.") || (path.startsWith(".") && !path.equals(ITSELF));
    }

    /** Whether one path is another, or stands in it. */
    static boolean isIn(String path, Iterable<String> runs) {
        for (String run : runs) {
            if (run.equals(ITSELF) || path.equals(run) || path.startsWith(run + "/")) {
                return true;
            }
        }
        return false;
    }
}
