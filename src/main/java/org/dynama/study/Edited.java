package org.dynama.study;

import java.util.function.Supplier;
import org.dynama.config.ConfigException;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What was read back, digests and all, may have been edited: each number is one that could stand there, and together they fit no
 * run. Wherever that comes to light, it is the files that are refused.
 */
final class Edited {
    private Edited() {}

    /** What is made of files; what fails unforeseen is a refusal of them. */
    static <T extends @Nullable Object> T made(String files, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (RuntimeException failure) {
            throw explained(files, failure);
        }
    }

    /** What to throw where files make the program fail: what says itself what is wrong, or a refusal of the files. */
    static RuntimeException explained(String files, RuntimeException failure) {
        boolean isSpoken = failure instanceof Refusal
                || failure instanceof Failure
                || failure instanceof ConfigException
                || failure instanceof Stop;
        return isSpoken
                ? failure
                : Refusal.of(
                        files + " fits no run: " + failure,
                        "Maybe it was edited: put back what stood there, or run the command again.",
                        failure);
    }
}
