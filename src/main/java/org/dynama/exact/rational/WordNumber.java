package org.dynama.exact.rational;

import java.math.BigInteger;

/** A long number that is not negative, as words that are changed in place. */
final class WordNumber {
    private static final long WORD = 0xFFFFFFFFL;

    /** Lowest first. */
    private final int[] words;
    /** How many count: the last of them is not zero, unless there is none. */
    private int length;

    /**
     * A copy of a number.
     *
     * @param capacity the most bits that it will have
     */
    WordNumber(BigInteger value, int capacity) {
        byte[] bytes = value.toByteArray();
        words = new int[capacity / Integer.SIZE + 1];
        for (int k = 0; k < bytes.length; k++) {
            words[k / Integer.BYTES] |= (bytes[bytes.length - 1 - k] & 0xFF) << (Byte.SIZE * (k % Integer.BYTES));
        }
        length = words.length;
        strip();
    }

    private void strip() {
        while (length > 0 && words[length - 1] == 0) {
            length--;
        }
    }

    BigInteger value() {
        byte[] bytes = new byte[length * Integer.BYTES];
        for (int k = 0; k < bytes.length; k++) {
            bytes[bytes.length - 1 - k] = (byte) (words[k / Integer.BYTES] >>> (Byte.SIZE * (k % Integer.BYTES)));
        }
        return new BigInteger(1, bytes);
    }

    int bitLength() {
        return length == 0 ? 0 : Integer.SIZE * length - Integer.numberOfLeadingZeros(words[length - 1]);
    }

    /** The quotient by {@code 2^shift}, which has fewer than 64 bits. */
    long shiftedRight(int shift) {
        int word = shift / Integer.SIZE;
        int bits = shift % Integer.SIZE;
        long low = at(word) | (at(word + 1) << Integer.SIZE);
        return bits == 0 ? low : (low >>> bits) | (at(word + 2) << (Long.SIZE - bits));
    }

    private long at(int word) {
        return word < length ? words[word] & WORD : 0;
    }

    /**
     * Puts {@code p a + q b} into {@code a} and {@code r a + s b} into {@code b}.
     *
     * @param a not less than {@code b}, which has room for as many words
     * @param p below {@code 2^31} in size, as all factors are; both results are below {@code a} and not negative
     */
    static void combine(WordNumber a, WordNumber b, long p, long q, long r, long s) {
        int length = a.length;
        long upper = 0;
        long lower = 0;
        for (int k = 0; k < length; k++) {
            long x = a.words[k] & WORD;
            long y = b.at(k);
            // Of each pair one factor is positive and one is not: the sum of the products is within a long, carries
            // too.
            upper += p * x + q * y;
            lower += r * x + s * y;
            a.words[k] = (int) upper;
            b.words[k] = (int) lower;
            upper >>= Integer.SIZE;
            lower >>= Integer.SIZE;
        }
        b.length = length;
        a.strip();
        b.strip();
    }
}
