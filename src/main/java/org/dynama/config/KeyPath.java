package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Paths as people write them, {@code environment.types.high[2]}, to JSON pointers and back. */
final class KeyPath {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;

    private KeyPath(String text) {
        this.text = text;
    }

    /** The pointer to a path; the empty path is the whole document. Refuses, with the reason, what is not a path. */
    static JsonPointer parse(String path) {
        KeyPath scan = new KeyPath(path);
        JsonPointer pointer = JsonPointer.empty();
        for (int depth = 0; scan.at < path.length(); depth++) {
            if (depth == DEEPEST) {
                throw new IllegalArgumentException("a path must have at most " + DEEPEST + " keys");
            }
            pointer = scan.next(pointer);
        }
        return pointer;
    }

    private JsonPointer next(JsonPointer parent) {
        if (text.charAt(at) == '[' && at > 0) {
            return parent.appendIndex(index());
        }
        if (at > 0 && text.charAt(at++) != '.') {
            throw wrong();
        }
        return parent.appendProperty(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
    }

    private int index() {
        int close = text.indexOf(']', at);
        String digits = close < 0 ? "" : text.substring(at + 1, close);
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong();
        }
        at = close + 1;
        return Integer.parseInt(digits);
    }

    private String plain() {
        int start = at;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw wrong();
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder key = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
                key.append(escaped());
            } else {
                key.append(text.charAt(at));
            }
        }
        if (at++ >= text.length()) {
            throw wrong();
        }
        return key.toString();
    }

    /** The character behind a backslash, as {@link #shown} writes it: control characters as in JSON. */
    private char escaped() {
        if (at >= text.length()) {
            throw wrong();
        }
        char c = text.charAt(at);
        if (c == 'u') {
            String code = at + 4 < text.length() ? text.substring(at + 1, at + 5) : "";
            if (!code.matches("[0-9A-Fa-f]{4}")) {
                throw wrong();
            }
            at += 4;
            return (char) Integer.parseInt(code, 16);
        }
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("\"" + text + "\" must be keys with dots between them");
    }

    private static boolean isPlain(char c) {
        return c == '_' || c == '-' || (c < 128 && Character.isLetterOrDigit(c));
    }

    /** The path of a pointer into a tree; the tree tells an entry of a list from a key made of digits. */
    static String of(JsonNode root, JsonPointer pointer) {
        StringBuilder path = new StringBuilder();
        JsonNode node = root;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            String key = rest.getMatchingProperty();
            if (node.isArray()) {
                path.append('[').append(key).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shown(key));
            }
            node = node.isArray() ? node.path(rest.getMatchingIndex()) : node.path(key);
        }
        return path.toString();
    }

    /** A key as it stands in a path: in quotes, unless it is plain. */
    static String shown(String key) {
        boolean plain = !key.isEmpty() && key.chars().allMatch(c -> isPlain((char) c));
        return plain ? key : TextNode.valueOf(key).toString();
    }
}
