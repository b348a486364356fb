package org.dynama.study.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.config.Json;
import org.dynama.file.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * What a shard says at its end.
 *
 * @param done cells that have a record
 * @param failed cells that have none
 */
public record ShardEnd(int done, int failed) {
    private static final String FILE = "end.json";

    /** Says it in the shard's folder. */
    public void write(Path shards, Shard shard) {
        WholeFile.write(file(shards, shard), Json.write(this));
    }

    /** What a shard has said; null while it is at work, or where it was killed. */
    public static @Nullable ShardEnd read(Path shards, Shard shard) {
        Path file = file(shards, shard);
        return Files.isRegularFile(file) ? Json.read(file, ShardEnd.class) : null;
    }

    /** Forgets it, before the shard is run again. */
    public static void forget(Path shards, Shard shard) {
        WholeFile.delete(file(shards, shard));
    }

    private static Path file(Path shards, Shard shard) {
        return shards.resolve(shard.folder()).resolve(FILE);
    }
}
