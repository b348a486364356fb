package org.dynama.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Keeps every other process out of a folder. The system lets go of it when the process ends, however it does. */
public final class FolderLock {
    public static final String FILE = "lock";

    /** How often somebody else may be quicker. */
    private static final int TRIES = 1_000;

    /** So many lengths in turn are no chance. */
    private static final int MARKS = 3;

    private static final long LONGEST = 1 << 16;

    private static final int LOOKS = 5;
    private static final long LOOK_MILLIS = 10;

    /** What this program has: it must not open the lock of such a folder again. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private Path folder;

    private FolderLock(FileChannel channel, Path folder) {
        this.channel = channel;
        this.folder = folder;
    }

    /**
     * Takes a folder.
     *
     * @throws Refusal if another process, or another thread of this one, has it
     */
    public static FolderLock take(Path folder) {
        Path file = folder.resolve(FILE);
        Path held = held(folder);
        if (HELD.add(held)) {
            FolderLock lock = null;
            try {
                lock = attempt(folder, file);
                if (lock != null) {
                    return lock;
                }
            } catch (IOException exception) {
                throw WholeFile.unwritable(file, exception);
            } finally {
                if (lock == null) {
                    HELD.remove(held);
                }
            }
        }
        throw Refusal.of(
                folder + " is in use: another process is at work there", "Maybe wait for its end, or another --out.");
    }

    /**
     * Whether anybody has a folder, for those who only look. It is asked for by a lock that lookers share and that is let go at
     * once; {@link #take} tries again where it meets one.
     */
    public static synchronized boolean isHeld(Path folder) {
        if (HELD.contains(held(folder))) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException sameProgram) {
            // By another thread that looks, or that has the folder under another name.
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Null where another process has the folder. */
    private static @Nullable FolderLock attempt(Path folder, Path file) throws IOException {
        int refused = 0;
        for (int k = 0; k < TRIES; k++) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean isLocked = false;
            try {
                isLocked = channel.tryLock() != null;
            } catch (OverlappingFileLockException sameProgram) {
                // Under another name of the folder.
            }
            if (isLocked && isStillThere(file, channel)) {
                return new FolderLock(channel, folder);
            }
            channel.close();
            if (!isLocked && !mayBeLooker(++refused)) {
                return null;
            }
        }
        return null;
    }

    /** Somebody who only looks lets go at once; whoever is at work does not. */
    private static boolean mayBeLooker(int refused) {
        try {
            Thread.sleep(LOOK_MILLIS);
            return refused < LOOKS;
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Whether the file of that name is the one that was locked: another process may have let go and taken it away since this one
     * opened it, and a third one may have made and locked the next. The file's length tells, a random one each time. Nothing
     * that opens it could: systems let go of a lock as soon as the program closes the file, by whatever handle.
     */
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        for (int k = 0; k < MARKS; k++) {
            long length = ThreadLocalRandom.current().nextLong(1, LONGEST);
            channel.truncate(0);
            channel.write(ByteBuffer.allocate(1), length - 1);
            try {
                if (Files.size(file) != length) {
                    return false;
                }
            } catch (NoSuchFileException gone) {
                return false;
            }
        }
        return true;
    }

    private static Path held(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    /** The same lock after its folder was given another name. */
    FolderLock in(Path renamed) {
        HELD.add(held(renamed));
        HELD.remove(held(folder));
        folder = renamed;
        return this;
    }

    /** Lets go, and takes the file away; nothing where it has let go already. */
    public void release() {
        try {
            if (channel.isOpen()) {
                Files.deleteIfExists(folder.resolve(FILE));
                channel.close();
                HELD.remove(held(folder));
            }
        } catch (IOException exception) {
            throw WholeFile.unwritable(folder.resolve(FILE), exception);
        }
    }
}
