package org.dynama.cli;

import java.util.List;
import org.dynama.config.Schema;

/** The keys of a spec, as {@code list} shows them. */
final class KeyTable {
    private static final int WIDTH = 100;

    private KeyTable() {}

    /** For people: a key, its values and default, and below it what it means. */
    static String text(List<Schema.Key> keys) {
        StringBuilder text = new StringBuilder();
        for (Schema.Key key : keys) {
            int depth = (int) key.path().chars().filter(c -> c == '.').count();
            String indent = "  ".repeat(depth + 2);
            text.append("  ".repeat(depth))
                    .append(key.path().substring(key.path().lastIndexOf('.') + 1))
                    .append(": ")
                    .append(key.allowed().isEmpty() ? key.type() : String.join(" | ", key.allowed()))
                    .append(key.byDefault().isEmpty() ? "" : "; default " + key.byDefault())
                    .append(key.when().isEmpty() ? "" : "  [" + key.when() + "]")
                    .append('\n')
                    .append(key.description()
                            .replaceAll("(.{1," + (WIDTH - indent.length()) + "}|\\S+)( +|$)", indent + "$1\n"));
        }
        return text.toString();
    }
}
