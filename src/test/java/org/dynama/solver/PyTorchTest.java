package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
