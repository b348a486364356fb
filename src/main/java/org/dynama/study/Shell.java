package org.dynama.study;

import java.nio.file.Path;

/** Words of a command line. */
public final class Shell {
    private Shell() {}

    /** A path as one word of a shell. */
    public static String quoted(Path path) {
        String file = path.toString();
        return file.matches("[\\w./-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
    }
}
