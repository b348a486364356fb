package org.dynama.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.dynama.config.Schema;

/** The keys of a spec, as {@code list} shows them. */
public final class KeyTable {
    private static final int WIDTH = 100;

    private KeyTable() {}

    /** For people: a key, its values and default, and below it what it means. */
    public static String text(List<Schema.Key> keys) {
        StringBuilder text = new StringBuilder();
        for (Schema.Key key : keys) {
            int depth = (int) key.path().chars().filter(c -> c == '.').count();
            String values = key.allowed().isEmpty() ? key.type() : String.join(" | ", key.allowed());
            text.append("  ".repeat(depth))
                    .append(key.path().substring(key.path().lastIndexOf('.') + 1));
            text.append(String.format(Locale.ROOT, ": %s", values));
            if (!key.byDefault().isEmpty()) {
                text.append("; default ").append(key.byDefault());
            }
            if (!key.when().isEmpty()) {
                text.append("  [").append(key.when()).append(']');
            }
            text.append('\n').append(wrapped(key.description(), "  ".repeat(depth + 2)));
        }
        return text.toString();
    }

    private static String wrapped(String description, String indent) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        for (String word : description.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        return text.append(line.toString().stripTrailing()).append('\n').toString();
    }

    /** For programs: an array of objects. */
    public static String json(List<Schema.Key> keys) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(keys) + "\n";
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
