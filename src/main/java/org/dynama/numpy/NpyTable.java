package org.dynama.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.dynama.refusal.Refusal;

/**
 * An array of an archive that is made when it is written: of numbers, of whole numbers, or of words.
 *
 * @param name without the ending
 * @param descr its kind of entries, as NumPy says it
 * @param shape the last index fastest
 * @param bytes of one entry
 * @param entry writes the entry of a number
 */
public record NpyTable(String name, String descr, List<Integer> shape, int bytes, Entry entry) {
    private static final int CODE_POINT = 4;

    public NpyTable {
        shape = List.copyOf(shape);
    }

    /** Writes one entry, by its number in order. */
    public interface Entry {
        void write(int index, ByteBuffer out);
    }

    /** A number for each place. */
    public interface Reading {
        double at(int index);
    }

    /** A small whole number for each place. */
    public interface Whole {
        int at(int index);
    }

    /** Numbers, in float64. */
    public static NpyTable numbers(String name, List<Integer> shape, Reading number) {
        return new NpyTable(name, "<f8", shape, Double.BYTES, (index, out) -> out.putDouble(number.at(index)));
    }

    /** Whole numbers from -32768 to 32767, in int16. */
    public static NpyTable wholes(String name, List<Integer> shape, Whole whole) {
        return new NpyTable(name, "<i2", shape, Short.BYTES, (index, out) -> out.putShort((short) whole.at(index)));
    }

    /** Whole numbers, in int32. */
    public static NpyTable integers(String name, List<Integer> shape, Whole whole) {
        return new NpyTable(name, "<i4", shape, Integer.BYTES, (index, out) -> out.putInt(whole.at(index)));
    }

    /** Words, in Unicode of as many characters as the longest has. */
    public static NpyTable words(String name, List<String> words) {
        int longest = words.stream()
                .mapToInt(word -> word.codePointCount(0, word.length()))
                .max()
                .orElse(0);
        int length = Math.max(1, longest);
        return new NpyTable(name, "<U" + length, List.of(words.size()), CODE_POINT * length, (index, out) -> {
            int[] points = words.get(index).codePoints().toArray();
            for (int k = 0; k < length; k++) {
                out.putInt(k < points.length ? points[k] : 0);
            }
        });
    }

    /** The number of entries. */
    public int size() {
        long size = 1;
        for (int length : shape) {
            size = Math.multiplyExact(size, length);
        }
        if (size > Integer.MAX_VALUE) {
            throw new Refusal(name, size, "has more entries than an array can have", "");
        }
        return (int) size;
    }

    /** A number of entries that follow one another, in bytes. */
    byte[] part(int from, int to) {
        ByteBuffer out = ByteBuffer.allocate(bytes * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
        for (int index = from; index < to; index++) {
            entry.write(index, out);
        }
        return out.array();
    }
}
