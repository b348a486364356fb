package org.dynama.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A full disk is nobody's input: a failure. */
    @Test
    void aFullDiskIsAFailure() {
        Path file = folder.resolve("x.txt");
        assertThatThrownBy(() -> WholeFile.writeLines(file, lines -> {
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(Failure.class)
                .hasMessage(file + " cannot be written: No space left on device\n"
                        + "Maybe the disk is full: make room, or another --out.");
    }

    /** A place under a file is one: a refusal, which names that file. */
    @Test
    void aPlaceUnderAFileIsRefused() throws IOException {
        Path regular = Files.createFile(folder.resolve("regular"));
        Path file = regular.resolve("run/x.txt");
        assertThatThrownBy(() -> WholeFile.write(file, "x"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(file + " cannot be written: " + regular + " is a file, not a folder");
    }
}
