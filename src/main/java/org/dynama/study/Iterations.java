package org.dynama.study;

import java.util.List;
import org.dynama.config.Document;

/**
 * Which key of a study's spec says how long it works, so that short runs tell which long ones are worth while.
 *
 * @param key of a whole number, as {@code optimizer.iterations}
 * @param each key of what one of these costs, as {@code optimizer.profiles}; empty where nothing says so
 * @param tuned maps of which all keys only say how to work: runs that differ in nothing else have numbers that compare
 */
public record Iterations(String key, String each, List<String> tuned) {
    public Iterations {
        tuned = List.copyOf(tuned);
    }

    /** Whether a path stands in one of the tuned maps, or is one. */
    public boolean isTuned(String path) {
        return tuned.stream().anyMatch(map -> path.equals(map) || path.startsWith(map + "."));
    }

    /** How long a run works. */
    public long of(Document spec) {
        return spec.whole(key);
    }

    /** What one of its iterations costs; 1 where nothing says so. */
    public long cost(Document spec) {
        return each.isEmpty() || !spec.has(each) ? 1 : spec.whole(each);
    }

    /** A unit of work in words. */
    public String unit() {
        return key + (each.isEmpty() ? "" : " x " + each);
    }
}
