package org.dynama.pivot.mechanism;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Whole numbers modulo {@code 2^(64 w)}, in {@code w} words each, the lowest first. Sums and products of them are those of
 * the numbers; a number, or a difference of two, that is known to lie within {@code +-2^(64 w - 1)} is read off exactly. So
 * where doubles say nearly what a number of many digits is, a word or two say the rest.
 */
final class Words {
    static final long[] ONE = {1};

    private Words() {}

    /** How many words tell numbers of at most that size. */
    static int enough(BigInteger bound) {
        return bound.bitLength() / Long.SIZE + 1;
    }

    /** A number in so many words. */
    static long[] of(BigInteger number, int words) {
        long[] all = new long[words];
        BigInteger rest = number;
        for (int l = 0; l < words; l++) {
            all[l] = rest.longValue();
            rest = l + 1 < words ? rest.shiftRight(Long.SIZE) : rest;
        }
        return all;
    }

    /** A number that is not negative, in as few words as it needs: none for 0. */
    static long[] of(BigInteger number) {
        return of(number, (number.bitLength() + Long.SIZE - 1) / Long.SIZE);
    }

    /** The number within {@code +-2^(64 w - 1)} that words stand for. */
    static BigInteger number(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
        for (int l = words.length - 1; l >= 0; l--) {
            bytes.putLong(words[l]);
        }
        return new BigInteger(bytes.array());
    }

    /** The sign of the difference of two numbers. */
    static int compare(long[] one, int at, long[] two, int start, int words) {
        long borrow = 0;
        long any = 0;
        long last = 0;
        for (int l = 0; l < words; l++) {
            long x = one[at + l];
            long y = two[start + l];
            last = x - y - borrow;
            borrow = ((~x & y) | ((~x | y) & last)) >>> 63;
            any |= last;
        }
        return any == 0 ? 0 : last < 0 ? -1 : 1;
    }

    /** Adds numbers that lie one after the other, each times a weight. */
    static void addProducts(long[] weight, long[] from, int start, long[] into, int to, int numbers, int words) {
        for (int shift = 0; shift < Math.min(weight.length, words); shift++) {
            addProducts(weight[shift], from, start, into, to + shift, numbers, words, words - shift);
        }
    }

    private static void addProducts(
            long weight, long[] from, int start, long[] into, int to, int numbers, int words, int used) {
        int end = start + numbers * words;
        int shift = to - start;
        if (used == 1) {
            for (int at = start; at < end; at += words) {
                into[at + shift] += weight * from[at];
            }
        } else if (used == 2) {
            for (int at = start; at < end; at += words) {
                long low = from[at] * weight;
                long old = into[at + shift];
                into[at + shift] = old + low;
                into[at + shift + 1] += from[at + 1] * weight + high(from[at], weight) + carried(old, low, old + low);
            }
        } else {
            for (int at = start; at < end; at += words) {
                addProduct(weight, from, at, into, at + shift, used);
            }
        }
    }

    private static void addProduct(long weight, long[] from, int at, long[] into, int to, int words) {
        long carry = 0;
        for (int l = 0; l < words; l++) {
            long x = from[at + l];
            long low = x * weight;
            long sum = low + carry;
            // At most 2^64 - 1 in all: the high word of a product is at most 2^64 - 2.
            carry = high(x, weight) + carried(low, carry, sum);
            long old = into[to + l];
            into[to + l] = old + sum;
            carry += carried(old, sum, into[to + l]);
        }
    }

    /** The high word of a product without signs. */
    private static long high(long x, long y) {
        return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
    }

    private static long carried(long x, long y, long sum) {
        return ((x & y) | ((x | y) & ~sum)) >>> 63;
    }
}
