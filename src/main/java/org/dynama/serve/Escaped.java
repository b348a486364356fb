package org.dynama.serve;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text that an address holds in percent signs, once: what is escaped twice is the name that it says. */
final class Escaped {
    private static final int HEX = 16;

    private Escaped() {}

    /**
     * The text of a part of an address.
     *
     * @throws HttpRefusal if it is none in UTF-8, or holds control characters
     */
    static String text(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c == '%') {
                if (at + 2 >= raw.length()) {
                    throw bad();
                }
                int high = Character.digit(raw.charAt(at + 1), HEX);
                int low = Character.digit(raw.charAt(at + 2), HEX);
                if (high < 0 || low < 0) {
                    throw bad();
                }
                bytes.write(high * HEX + low);
                at += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw bad();
            }
            return text;
        } catch (CharacterCodingException exception) {
            throw bad();
        }
    }

    private static HttpRefusal bad() {
        return new HttpRefusal(HttpRefusal.BAD, "The address is not well formed.");
    }

    /** What an address asks, by name. */
    static Map<String, List<String>> query(URI uri) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] sides = part.replace('+', ' ').split("=", 2);
            query.computeIfAbsent(text(sides[0]), name -> new ArrayList<>()).add(sides.length > 1 ? text(sides[1]) : "");
        }
        return query;
    }
}
