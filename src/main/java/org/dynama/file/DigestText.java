package org.dynama.file;

import java.nio.ByteBuffer;

/**
 * A list of words to be hashed, such that no two lists have one digest by chance or by design: the length of each word in
 * code points stands before it, and every code point is four bytes (UTF-32, big endian), unpaired surrogates too.
 */
public final class DigestText {
    private final StringBuilder text = new StringBuilder();

    /** Adds {@code length:word}. */
    public DigestText word(String word) {
        text.append(word.codePointCount(0, word.length())).append(':').append(word);
        return this;
    }

    /** Adds a number of things to come, or an index: {@code 3;}. */
    public DigestText size(int size) {
        text.append(size).append(';');
        return this;
    }

    /** SHA-256 of all so far, 64 hexadecimal digits. */
    public String digest() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * text.codePointCount(0, text.length()));
        text.codePoints().forEach(bytes::putInt);
        return Digest.of(bytes.array());
    }
}
