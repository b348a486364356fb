package org.dynama.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
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
            while (true) {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (!tryLock(channel)) {
                    channel.close();
                    break;
                }
                if (isStillThere(file, channel)) {
                    return new FolderLock(channel, folder);
                }
                channel.close();
            }
        } catch (IOException exception) {
            throw WholeFile.unwritable(file, exception);
        }
        throw Refusal.of(
                folder + " is in use: another process is at work there", "Maybe wait for its end, or another --out.");
    }

    /**
     * Whether the file of that name is the one that was locked: another process may have let go and taken it away since this one
     * opened it, and a third one may have made and locked the next.
     */
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0).write(ByteBuffer.wrap(mark));
        try {
            return Arrays.equals(mark, Files.readAllBytes(file));
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** Locks what lies far behind the file's end: some systems let nobody read what is locked. */
    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
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
