package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as people write them, {@code environment.types.high[2]}, to JSON pointers and back. */
final class KeyPath {
    private static final int DEEPEST = 100;
    private static final Pattern STEP = Pattern.compile(
            "\\[(?<index>[0-9]{1,9})]|\\.?(?:(?<quoted>\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")|(?<plain>[A-Za-z0-9_-]+))",
            Pattern.DOTALL);
    private static final JsonMapper QUOTED = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private KeyPath() {}

    /** The pointer to a path; the empty path is the whole document. Refuses, with the reason, what is not a path. */
    static JsonPointer parse(String path) {
        JsonPointer pointer = JsonPointer.empty();
        Matcher step = STEP.matcher(path);
        int at = 0;
        for (int depth = 0; at < path.length(); depth++) {
            if (depth == DEEPEST) {
                throw new IllegalArgumentException("a path must have at most " + DEEPEST + " keys");
            }
            boolean isJoined = path.charAt(at) == '[' || path.charAt(at) == '.';
            if (isJoined == (at == 0) || !step.region(at, path.length()).lookingAt()) {
                throw wrong(path);
            }
            String index = step.group("index");
            pointer = index != null
                    ? pointer.appendIndex(Integer.parseInt(index))
                    : pointer.appendProperty(key(path, step));
            at = step.end();
        }
        return pointer;
    }

    /** The key of a step; control characters in quotes stand as in JSON, as {@link #shown} writes them. */
    private static String key(String path, Matcher step) {
        String quoted = step.group("quoted");
        try {
            if (quoted == null) {
                return step.group("plain");
            }
            return quoted.indexOf('\\') < 0
                    ? quoted.substring(1, quoted.length() - 1)
                    : QUOTED.readValue(quoted, String.class);
        } catch (JsonProcessingException badEscape) {
            throw wrong(path);
        }
    }

    private static IllegalArgumentException wrong(String path) {
        return new IllegalArgumentException("\"" + path + "\" must be keys with dots between them");
    }

    /** The path of a pointer into a tree; the tree tells an entry of a list from a key made of digits. */
    static String of(JsonNode root, JsonPointer pointer) {
        String path = "";
        JsonNode node = root;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            String key = rest.getMatchingProperty();
            // Entries of a list that is not kept are told by their numbers.
            boolean isListed = node.isArray() || (node.isMissingNode() && rest.getMatchingIndex() >= 0);
            path = isListed ? path + "[" + key + "]" : Document.join(path, key);
            node = node.isArray() ? node.path(rest.getMatchingIndex()) : node.path(key);
        }
        return path;
    }

    /** A key as it stands in a path: in quotes, unless it is plain. */
    static String shown(String key) {
        return isPlain(key) ? key : TextNode.valueOf(key).toString();
    }

    private static boolean isPlain(String key) {
        return !key.isEmpty()
                && key.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-'));
    }
}
