package org.dynama.solver;

import ai.djl.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
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
        LibraryVersion.require(LIBRARY, folder, LibraryVersion.wanted());
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
