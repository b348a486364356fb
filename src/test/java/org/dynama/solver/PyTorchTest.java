package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyTorchTest {

    /** A library that is asked for and not there is never replaced silently. */
    @Test
    void folderWithoutLibraryIsRefused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> PyTorch.requireLibrary(folder.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PYTORCH_LIBRARY_PATH = " + folder)
                .hasMessageContaining("must be a folder that holds");
        Files.createFile(folder.resolve(System.mapLibraryName("torch_cpu")));
        assertThatCode(() -> PyTorch.requireLibrary(folder.toString())).doesNotThrowAnyException();
        assertThatCode(() -> PyTorch.requireLibrary(null)).doesNotThrowAnyException();
    }

    /** A library of another version is named before it is loaded, whichever way it says its own. */
    @ParameterizedTest
    @CsvSource({"version.py, __version__ = '2.15.0+cpu'", "build-version, 2.15.0+cpu"})
    void anotherVersionIsRefused(String file, String text, @TempDir Path torch) throws IOException {
        Path library = Files.createDirectory(torch.resolve("lib"));
        Files.writeString(torch.resolve(file), text + "\n");
        assertThatThrownBy(() -> LibraryVersion.require("PYTORCH_LIBRARY_PATH", library.toString(), "2.7.1"))
                .isInstanceOf(Refusal.class)
                .hasMessage("PYTORCH_LIBRARY_PATH = " + library + " holds PyTorch 2.15.0+cpu and must hold 2.7.1, for"
                        + " which Dynama's binding is\nMaybe install torch==2.7.1, or unset it for the library that"
                        + " Dynama brings along.");
        assertThatCode(() -> LibraryVersion.require("PYTORCH_LIBRARY_PATH", library.toString(), "2.15.0"))
                .doesNotThrowAnyException();
        Files.delete(torch.resolve(file));
        assertThatCode(() -> LibraryVersion.require("PYTORCH_LIBRARY_PATH", library.toString(), "2.7.1"))
                .doesNotThrowAnyException();
    }
}
