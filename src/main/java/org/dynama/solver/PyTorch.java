package org.dynama.solver;

import ai.djl.engine.Engine;
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

/** The one way to PyTorch, for all tensors of the program. */
public final class PyTorch {
    private static final String ENGINE = "PyTorch";
    /** Names a folder with a libtorch to use instead of the one that comes along. */
    private static final String LIBRARY = "PYTORCH_LIBRARY_PATH";

    private PyTorch() {}

    /** Where a folder without a libtorch is named, DJL would silently take its own. */
    static void requireLibrary(@Nullable String folder) {
        if (folder != null && !Files.exists(Path.of(folder).resolve(System.mapLibraryName("torch_cpu")))) {
            throw new Refusal(
                    LIBRARY,
                    folder,
                    "must be a folder that holds " + System.mapLibraryName("torch_cpu"),
                    "Maybe the lib folder of a Python's torch, or unset it for the library that Dynama brings along.");
        }
    }

    /**
     * Another version than the binding's is not tried: it would fail on a symbol, or compute wrongly without a word. A
     * folder that does not say its version is.
     */
    static void requireVersion(@Nullable String folder, String wanted) {
        String found = folder == null ? "" : version(Path.of(folder).toAbsolutePath());
        if (!found.isEmpty() && !found.split("[+-]")[0].equals(wanted)) {
            throw new Refusal(
                    LIBRARY,
                    folder,
                    "holds PyTorch " + found + " and must hold " + wanted + ", for which Dynama's binding is",
                    "Maybe install torch==" + wanted + ", or unset it for the library that Dynama brings along.");
        }
    }

    /** As a Python's torch, above its lib, or PyTorch's C++ distribution says; empty where neither does. */
    private static String version(Path library) {
        Matcher python = Pattern.compile("__version__ *= *'([^']+)'").matcher(text(library.resolveSibling("version.py")));
        return python.find() ? python.group(1) : text(library.resolveSibling("build-version")).trim();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** For which PyTorch the binding on the class path is; empty where it does not say. */
    private static String bound() {
        try (InputStream in = PyTorch.class.getClassLoader().getResourceAsStream("jnilib/pytorch.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties
                    .getProperty("jni_version", properties.getProperty("version", ""))
                    .split("-")[0];
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /**
     * PyTorch, with one thread an operation unless the user says otherwise: chunks run in parallel instead, because
     * operations that wait for each other's threads are several times slower when anything else is running.
     *
     * @throws IllegalArgumentException if it does not start, or the folder that is to hold it does not
     */
    public static Engine engine() {
        String threads = "ai.djl.pytorch.num_threads";
        if (System.getProperty(threads) == null && System.getenv("OMP_NUM_THREADS") == null) {
            System.setProperty(threads, "1");
        }
        String folder = System.getProperty(LIBRARY, System.getenv(LIBRARY));
        requireLibrary(folder);
        String wanted = bound();
        if (!wanted.isEmpty()) {
            requireVersion(folder, wanted);
        }
        try {
            return Engine.getEngine(ENGINE);
        } catch (RuntimeException | LinkageError exception) {
            // Not EngineException: the verifier would load it with this class, and with it DJL where none is needed.
            throw Refusal.of(
                    "PyTorch must start, and does not: " + rootMessage(exception),
                    "Maybe the libtorch in " + LIBRARY
                            + " is of another version than PYTORCH_VERSION, or PYTORCH_FLAVOR is wrong.",
                    exception);
        }
    }

    private static String rootMessage(Throwable exception) {
        Throwable cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}
