package org.dynama.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.dynama.file.DigestText;

/**
 * SHA-256 of what a YAML or JSON text says, however it is written: spaces, line breaks, comments, the order of keys and
 * whether a number is 0.50 or 5e-1 do not count; the order of lists does.
 */
public final class ContentDigest {
    private final DigestText text = new DigestText();

    private ContentDigest() {}

    /**
     * Of a file.
     *
     * @throws ConfigException if it cannot be read, or is no tree at all
     */
    public static String of(Path file) {
        String content = TextFile.read(file, Document.LARGEST_MIB);
        return of(YamlReader.read(file.toString(), content).root());
    }

    /** Of a tree. */
    public static String of(JsonNode tree) {
        ContentDigest digest = new ContentDigest();
        digest.add(tree);
        return digest.text.digest();
    }

    /** What kind of node it is comes first, so that no two trees give one text. */
    private void add(JsonNode node) {
        if (node.isObject()) {
            List<String> keys = Rules.keys(node).stream().sorted().toList();
            text.word("map").size(keys.size());
            keys.forEach(key -> {
                text.word(key);
                add(node.path(key));
            });
        } else if (node.isArray()) {
            text.word("list").size(node.size());
            node.forEach(this::add);
        } else if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            text.word("number").word(number.stripTrailingZeros().toString());
        } else {
            text.word(node.isTextual() ? "text" : "word").word(node.asText());
        }
    }
}
