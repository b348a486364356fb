package org.dynama.numpy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dynama.file.WholeFile;
import org.dynama.model.Amount;
import org.dynama.refusal.Refusal;

/**
 * NumPy's {@code .npy} arrays: versions 1, 2 and 3, C or Fortran order, any byte order, float64, float32 and whole
 * numbers in; version 1, C order, little-endian float64 out.
 */
public final class Npy {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final long LARGEST = 1L << 30;
    static final int LONGEST_HEADER = 1 << 16;

    private Npy() {}

    /**
     * Reads an array.
     *
     * @throws IllegalArgumentException if there is no such file, it is no array of numbers, it is larger than 1 GiB, or a
     *     number is more than an amount may be
     */
    public static NpyArray read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new Refusal(file.toString(), "", "is not a file", "Maybe the path is wrong.");
            }
            requireSize(file.toString(), Files.size(file));
            return decode(file.toString(), Files.readAllBytes(file));
        } catch (IOException failure) {
            throw Refusal.of(file + " cannot be read: " + failure.getMessage(), "", failure);
        }
    }

    static void requireSize(String source, long bytes) {
        if (bytes > LARGEST) {
            throw new Refusal(
                    source, "", "has " + bytes + " bytes and must have at most " + LARGEST, "Maybe split it.");
        }
    }

    /** The array in bytes; {@code source} names them in errors. */
    static NpyArray decode(String source, byte[] bytes) {
        return decode(source, bytes, true);
    }

    /** The same; where entries are no amounts, they may be of any size. */
    static NpyArray decode(String source, byte[] bytes, boolean amounts) {
        int begin = headerEnd(source, bytes);
        NpyHeader header = header(source, bytes, begin);
        long wanted = header.size() > LARGEST ? Long.MAX_VALUE : header.size() * header.bytes();
        if (wanted != bytes.length - begin) {
            throw new Refusal(
                    source,
                    "",
                    "is damaged: the shape " + header.shape() + " needs another number of bytes than the "
                            + (bytes.length - begin) + " that follow",
                    "");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        double[] values = numbers(header, buffer.position(begin).slice().order(header.order()));
        int[] shape = header.shape().stream().mapToInt(Integer::intValue).toArray();
        NpyArray array = new NpyArray(header.fortran() ? inOrder(values, shape) : values, shape);
        for (int k = 0; k < values.length && amounts; k++) {
            if (!(Math.abs(array.values()[k]) <= Amount.LARGEST)) {
                Amount.require(source + place(k, shape), array.values()[k]);
            }
        }
        return array;
    }

    /** The indices of an entry. */
    private static List<Integer> place(int entry, int... shape) {
        List<Integer> place = new ArrayList<>();
        int rest = entry;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            place.add(0, rest % shape[axis]);
            rest /= shape[axis];
        }
        return place;
    }

    /** What the first bytes of an array say of the rest. */
    static NpyHeader header(String source, byte[] bytes) {
        return header(source, bytes, headerEnd(source, bytes));
    }

    private static NpyHeader header(String source, byte[] bytes, int end) {
        int begin = bytes[6] == 1 ? 10 : 12;
        return NpyHeader.parse(source, new String(bytes, begin, end - begin, StandardCharsets.UTF_8));
    }

    /** Where the numbers begin. */
    private static int headerEnd(String source, byte[] bytes) {
        if (bytes.length < 10 || !Arrays.equals(MAGIC, 0, 6, bytes, 0, 6)) {
            throw new Refusal(
                    source,
                    "",
                    "is not a .npy file: it does not begin with \\x93NUMPY",
                    "Maybe save it with numpy.save.");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = bytes[6];
        if (version < 1 || version > 3) {
            throw new Refusal(source, "", "has .npy version " + version + " and must have 1, 2 or 3", "");
        }
        int begin = version == 1 ? 10 : 12;
        int length = version == 1 ? buffer.getShort(8) & 0xffff : bytes.length < 12 ? -1 : buffer.getInt(8);
        if (length < 0 || length > LONGEST_HEADER || begin + length > bytes.length) {
            throw new Refusal(source, "", "is damaged: its header has no end", "");
        }
        return begin + length;
    }

    private static double[] numbers(NpyHeader header, ByteBuffer in) {
        double[] values = new double[(int) header.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = header.number(in, k * header.bytes());
        }
        return values;
    }

    /** From the first index fastest to the last index fastest. */
    private static double[] inOrder(double[] fortran, int[] shape) {
        double[] out = new double[fortran.length];
        int[] index = new int[shape.length];
        for (int from = 0; from < fortran.length; from++) {
            int to = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                to = to * shape[axis] + index[axis];
            }
            out[to] = fortran[from];
            for (int axis = 0; axis < shape.length && ++index[axis] == shape[axis]; axis++) {
                index[axis] = 0;
            }
        }
        return out;
    }

    /** Writes an array aside and renames it. */
    public static void write(Path file, NpyArray array) {
        WholeFile.write(file, encode(array));
    }

    static byte[] encode(NpyArray array) {
        byte[] header = header("<f8", array.shape());
        ByteBuffer out =
                ByteBuffer.allocate(header.length + 8 * array.values().length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(header);
        for (double value : array.values()) {
            out.putDouble(value);
        }
        return out.array();
    }

    /** What stands before entries of a kind. */
    static byte[] header(String descr, List<Integer> lengths) {
        String shape = lengths.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape
                + (lengths.size() == 1 ? ",), }" : "), }");
        // The numbers begin at a multiple of 64, so that they can be mapped.
        int length = (10 + text.length() + 1 + 63) / 64 * 64 - 10;
        String header = text + " ".repeat(length - text.length() - 1) + "\n";
        ByteBuffer out = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        out.put(header.getBytes(StandardCharsets.US_ASCII));
        return out.array();
    }
}
