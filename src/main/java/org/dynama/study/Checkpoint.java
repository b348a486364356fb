package org.dynama.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.dynama.config.Json;
import org.dynama.file.Digest;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a killed run needs to go on, in named pieces: {@code checkpoint/NAME.json}. The first line of each holds the digest of
 * what determines the run and the digest of what follows, so that a piece that was edited, or is another run's, is refused.
 */
public final class Checkpoint {
    static final String FOLDER = "checkpoint";

    private static final int DIGEST = 64;

    private final Path folder;
    private final String start;
    private final Set<Path> used = new LinkedHashSet<>();

    Checkpoint(Path run, String start) {
        folder = run.resolve(FOLDER);
        this.start = start;
    }

    /** Stores a piece, in the place of an older one of the name. */
    public void save(String name, Object state) {
        String content = Json.write(state);
        WholeFile.write(file(name), start + " " + Digest.of(content) + "\n" + content);
    }

    /**
     * A piece that was stored; null where there is none.
     *
     * @throws Refusal if it was edited, is damaged or belongs to another run
     */
    public <T> @Nullable T load(String name, Class<T> type) {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (IOException exception) {
            throw refused(file, "cannot be read: " + exception.getMessage());
        }
        int head = 2 * DIGEST + 2;
        String line = new String(all, 0, Math.min(head, all.length), StandardCharsets.UTF_8);
        if (all.length <= head || !line.endsWith("\n")) {
            throw refused(file, "is damaged: it does not begin with two digests");
        }
        if (!line.startsWith(start)) {
            throw refused(file, "belongs to another run than manifest.json describes");
        }
        byte[] content = Arrays.copyOfRange(all, head, all.length);
        if (!line.substring(DIGEST + 1, head - 1).equals(Digest.of(content))) {
            throw refused(file, "was edited or is damaged: its digest is another");
        }
        T piece = Json.parse(file.toString(), content, type);
        used.add(file);
        return piece;
    }

    /**
     * What to throw where a run fails unforeseen. After it went on from pieces that somebody has edited, digests included, it
     * is they that are wrong.
     */
    RuntimeException explained(RuntimeException failure) {
        String files = used.stream().map(Path::toString).collect(Collectors.joining(", "));
        return used.isEmpty() ? failure : Edited.explained(files, failure);
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }

    private static Refusal refused(Path file, String rule) {
        return Refusal.of(file + " " + rule, "Maybe start the run anew with another --out, or --force.");
    }
}
