package org.dynama.solver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Versions of PyTorch: the one that a folder holds, and the one that the binding on the class path is for. */
final class LibraryVersion {
    private LibraryVersion() {}

    /**
     * Another version than the binding's is not tried: it would fail on a symbol, or compute wrongly without a word. A
     * folder that does not say its version is.
     */
    static void require(String variable, @Nullable String folder, String wanted) {
        if (folder == null || wanted.isEmpty()) {
            return;
        }
        String found = version(Path.of(folder).toAbsolutePath());
        if (!found.isEmpty() && !found.split("[+-]", -1)[0].equals(wanted)) {
            throw new Refusal(
                    variable,
                    folder,
                    "holds PyTorch " + found + " and must hold " + wanted + ", for which Dynama's binding is",
                    "Maybe install torch==" + wanted + ", or unset it for the library that Dynama brings along.");
        }
    }

    /** As a Python's torch, above its lib, or PyTorch's C++ distribution says; empty where neither does. */
    private static String version(Path library) {
        Matcher python =
                Pattern.compile("__version__ *= *'([^']+)'").matcher(text(library.resolveSibling("version.py")));
        return python.find()
                ? python.group(1)
                : text(library.resolveSibling("build-version")).trim();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** For which PyTorch the binding on the class path is; empty where it does not say. */
    static String wanted() {
        try (InputStream in = LibraryVersion.class.getClassLoader().getResourceAsStream("jnilib/pytorch.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("jni_version", properties.getProperty("version", ""))
                    .split("-", -1)[0];
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
