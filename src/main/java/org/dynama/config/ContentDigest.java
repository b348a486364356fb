package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.file.Digest;
import org.dynama.file.DigestText;

/**
 * SHA-256 of what a YAML or JSON text says, however it is written: spaces, line breaks, comments, the order of keys and
 * whether a number is 0.50 or 5e-1 do not count; the order of lists does.
 */
public final class ContentDigest {
    private static final String ACTIONS = "actions";

    private final DigestText text = new DigestText();

    private ContentDigest() {}

    /**
     * Of a file: of an archive of arrays the digest of its bytes.
     *
     * @throws ConfigException if it cannot be read, or is no tree at all
     */
    public static String of(Path file) {
        if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".npz")) {
            return Digest.of(file);
        }
        if (LargeFile.isLarge(file)) {
            return ofLarge(file);
        }
        String content = TextFile.read(file, Document.LARGEST_MIB);
        return of(YamlReader.read(file.toString(), content).root());
    }

    private static String ofLarge(Path file) {
        try {
            Tree tree = LargeFile.read(file, Schema.any(), ACTIONS);
            ContentDigest digest = new ContentDigest();
            digest.add(tree);
            return digest.text.digest();
        } catch (JsonProcessingException noJson) {
            throw LargeFile.noJson(file, noJson);
        }
    }

    /** The list of a large market, which is not kept, in its place among the keys. */
    private void add(Tree tree) {
        List<String> keys = new ArrayList<>(Rules.keys(tree.root()));
        LargeList list = tree.list();
        if (list != null) {
            keys.add(ACTIONS);
        }
        text.word("map").size(keys.size());
        keys.stream().sorted().forEach(key -> {
            text.word(key);
            if (list != null && key.equals(ACTIONS)) {
                text.word("list").size(list.size());
                JsonPointer place = JsonPointer.empty().appendProperty(ACTIONS);
                for (int entry = 0; entry < list.size(); entry++) {
                    add(list.at(place.appendIndex(entry)));
                }
            } else {
                add(tree.root().path(key));
            }
        });
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
