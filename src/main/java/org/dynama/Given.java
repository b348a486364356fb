package org.dynama;

import java.util.Arrays;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What a caller gives, who may be plain Java that knows no null checks. */
final class Given {
    private Given() {}

    /**
     * Something that must be there.
     *
     * @throws Refusal if it is null
     */
    static <T> T value(String name, @Nullable T value) {
        if (value == null) {
            throw new Refusal(name, "null", "must not be null", "");
        }
        return value;
    }

    /**
     * Several of these.
     *
     * @throws Refusal if one is null, or all are
     */
    static List<String> values(String name, String... values) {
        List<String> all = Arrays.asList(value(name, values));
        for (int k = 0; k < all.size(); k++) {
            value(name + "[" + k + "]", all.get(k));
        }
        return List.copyOf(all);
    }
}
