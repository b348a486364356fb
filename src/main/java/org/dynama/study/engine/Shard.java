package org.dynama.study.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.refusal.Refusal;

/**
 * A part of a sweep, for a process that runs no other: every {@code count}-th cell from the {@code index}-th on.
 *
 * @param index from 1
 * @param count of shards
 */
public record Shard(int index, int count) {
    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,6})");

    public Shard {
        if (index < 1 || index > count) {
            throw new Refusal(
                    "--shard", index + "/" + count, "must be between 1 and " + count, "Maybe --shard 1/" + count + ".");
        }
    }

    /** Reads {@code i/n}. */
    public static Shard of(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new Refusal("--shard", text, "must be a shard and their number", "Maybe --shard 1/8.");
        }
        return new Shard(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
    }

    /** Whether a cell is one of its. */
    public boolean has(int number) {
        return (number - index) % count == 0;
    }

    /** The name of its folder, so that names stand in the order of shards. */
    public String folder() {
        int digits = Integer.toString(count).length();
        return String.format("%0" + digits + "d-of-%d", index, count);
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
