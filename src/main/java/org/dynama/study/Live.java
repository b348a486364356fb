package org.dynama.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.dynama.config.Json;
import org.dynama.file.WholeFile;

/**
 * Leaves what others may watch of a run at work in its checkpoint's folder: {@link LiveStatus} and {@link LivePoint}. No number
 * of the run depends on it, so that it may fail, and it takes a hundredth of the run's time at most, whatever the disk.
 */
final class Live {
    private static final long SECOND = 1_000_000_000L;
    private static final int SHARE = 100;

    private final Path folder;
    private final StringBuilder waiting = new StringBuilder();
    private final long begun = System.nanoTime();
    private String phase = "";
    private long written = begun - SECOND;
    private long spent;
    private boolean hasPoints;

    /** What an earlier start of the run has left goes: a family draws its restored trace again. */
    Live(Path run) {
        folder = run.resolve(Checkpoint.FOLDER);
        try {
            Files.deleteIfExists(folder.resolve(LiveStatus.FILE));
            Files.deleteIfExists(folder.resolve(LivePoint.FILE));
        } catch (IOException kept) {
            // Nobody is told anything wrong by it but for a while.
        }
    }

    synchronized void point(LivePoint point) {
        if (!hasPoints) {
            waiting.append(LivePoint.HEAD);
            hasPoints = true;
        }
        waiting.append(point.line());
    }

    /** Writes once a second, and where another phase begins. */
    synchronized void at(String newPhase, double done, String text, double seconds) {
        long now = System.nanoTime();
        boolean isDue = now - written >= SECOND || !phase.equals(newPhase);
        if (!isDue || spent > (now - begun) / SHARE) {
            return;
        }
        phase = newPhase;
        written = now;
        try {
            write(new LiveStatus(newPhase, done, text, seconds));
        } catch (IOException unseen) {
            // Nobody sees it then; what the run itself writes says why.
        }
        spent += System.nanoTime() - now;
    }

    /** Not as a run's own files are written, of which tests and kills are told. */
    private void write(LiveStatus status) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(LiveStatus.FILE);
        Path aside = WholeFile.aside(file);
        Files.writeString(aside, Json.line(status));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (!waiting.isEmpty()) {
            Files.writeString(
                    folder.resolve(LivePoint.FILE), waiting, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            waiting.setLength(0);
        }
    }
}
