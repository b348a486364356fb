package org.dynama.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every record begins with.
 *
 * @param schema version of the record's format
 * @param command that made it
 * @param name of the run, for people
 * @param seed of all streams
 * @param soundness what its checks found; null in records of earlier versions
 * @param versions of what computed it
 */
public record Header(
        int schema,
        String command,
        String name,
        long seed,
        @Nullable Soundness soundness,
        Map<String, String> versions) {
    /** The version of records that this program writes. */
    public static final int SCHEMA = 1;

    /** The header of a new record. */
    public static Header of(String command, String name, long seed, Soundness soundness) {
        return new Header(SCHEMA, command, name, seed, soundness, Versions.all());
    }
}
