package org.dynama.file;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A list of words to be hashed, such that no two lists have one digest by chance or by design: the length of each word in
 * code points stands before it, and every code point is four bytes (UTF-32, big endian), unpaired surrogates too.
 */
public final class DigestText {
    private final MessageDigest digest = Digest.sha256();

    /** Adds {@code length:word}. */
    public DigestText word(String word) {
        return text(word.codePointCount(0, word.length()) + ":").text(word);
    }

    /** Adds a number of things to come, or an index: {@code 3;}. */
    public DigestText size(int size) {
        return text(size + ";");
    }

    private DigestText text(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * text.codePointCount(0, text.length()));
        text.codePoints().forEach(bytes::putInt);
        digest.update(bytes.array());
        return this;
    }

    /** SHA-256 of all so far, 64 hexadecimal digits; nothing can be added any more. */
    public String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
