package org.dynama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dynama.OwnJava;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    private static final int PROCESSES = 3;
    private static final int TAKEN = 500;
    private static final int HELD_TWICE = 9;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** One of several processes: takes the folder again and again, and marks it while it has it. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path mark = folder.resolveSibling("mark");
        for (int taken = 0; taken < TAKEN; ) {
            FolderLock lock;
            try {
                lock = FolderLock.take(folder);
            } catch (Refusal inUse) {
                continue;
            }
            try {
                Files.createFile(mark);
            } catch (FileAlreadyExistsException another) {
                System.exit(HELD_TWICE);
            }
            Files.delete(mark);
            lock.release();
            taken++;
        }
    }

    /** However quickly a folder changes hands, nobody has it twice: not even where its lock is taken away while another waits. */
    @Test
    void aFolderHasOneHolder() throws Exception {
        Path wanted = Files.createDirectory(folder.resolve("wanted"));
        List<Process> contenders = new ArrayList<>();
        for (int k = 0; k < PROCESSES; k++) {
            List<String> command = OwnJava.bare(FolderLockTest.class);
            command.add(wanted.toString());
            contenders.add(new ProcessBuilder(command).inheritIO().start());
        }
        for (Process contender : contenders) {
            assertThat(contender.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(contender.exitValue()).isZero();
        }
        assertThat(wanted).isEmptyDirectory();
    }

    /** A second try in the same program is refused, and does not let go of what the first one has. */
    @Test
    void aSecondTryLetsNothingGo() throws Exception {
        FolderLock lock = FolderLock.take(folder);
        assertThatThrownBy(() -> FolderLock.take(folder)).hasMessageContaining("is in use");
        assertThatThrownBy(() -> FolderLock.take(folder.resolve("../" + folder.getFileName())))
                .hasMessageContaining("is in use");
        List<String> command = OwnJava.bare(Another.class);
        command.add(folder.toString());
        Process other = new ProcessBuilder(command).start();
        assertThat(other.waitFor()).isEqualTo(Another.REFUSED);
        lock.release();
        FolderLock.take(folder).release();
    }

    /** Whoever looks sees who is at work, and keeps nobody from it. */
    @Test
    void lookersAreInNobodysWay() throws Exception {
        assertThat(FolderLock.isHeld(folder)).isFalse();
        AtomicBoolean isOver = new AtomicBoolean();
        List<Thread> lookers = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            lookers.add(new Thread(() -> {
                while (!isOver.get()) {
                    FolderLock.isHeld(folder);
                }
            }));
        }
        lookers.forEach(Thread::start);
        List<String> command = OwnJava.bare(FolderLockTest.class);
        command.add(Files.createDirectory(folder.resolve("wanted")).toString());
        Process other = new ProcessBuilder(command).inheritIO().start();
        boolean wasHeld = false;
        while (other.isAlive()) {
            wasHeld |= FolderLock.isHeld(folder.resolve("wanted"));
        }
        for (int k = 0; k < TAKEN; k++) {
            FolderLock lock = FolderLock.take(folder);
            assertThat(FolderLock.isHeld(folder)).isTrue();
            lock.release();
        }
        isOver.set(true);
        for (Thread looker : lookers) {
            looker.join();
        }
        assertThat(other.exitValue()).isZero();
        assertThat(wasHeld).isTrue();
        assertThat(FolderLock.isHeld(folder)).isFalse();
    }

    /** Another process that tries once. */
    static final class Another {
        static final int REFUSED = 7;

        private Another() {}

        public static void main(String[] args) {
            try {
                FolderLock.take(Path.of(args[0])).release();
            } catch (Refusal inUse) {
                System.exit(REFUSED);
            }
        }
    }
}
