package org.dynama.study;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;

/** Keeps every other process out of a folder. The system lets go of it when the process ends, however it does. */
public final class FolderLock {
    static final String FILE = "lock";

    private final FileChannel channel;
    private Path folder;

    private FolderLock(FileChannel channel, Path folder) {
        this.channel = channel;
        this.folder = folder;
    }

    /**
     * Takes a folder.
     *
     * @throws Refusal if another process has it
     */
    public static FolderLock take(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                if (Files.exists(file)) {
                    return new FolderLock(channel, folder);
                }
                // Another process has let go, and taken the file away, since this one opened it.
                channel.close();
                return take(folder);
            }
            channel.close();
        } catch (IOException exception) {
            throw WholeFile.unwritable(file, exception);
        }
        throw Refusal.of(
                folder + " is in use: another process is at work there", "Maybe wait for its end, or another --out.");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProgram) {
            return false;
        }
    }

    /** The same lock after its folder was given another name. */
    FolderLock in(Path renamed) {
        folder = renamed;
        return this;
    }

    /** Lets go, and takes the file away; nothing where it has let go already. */
    public void release() {
        try {
            if (channel.isOpen()) {
                Files.deleteIfExists(folder.resolve(FILE));
                channel.close();
            }
        } catch (IOException exception) {
            throw WholeFile.unwritable(folder.resolve(FILE), exception);
        }
    }
}
