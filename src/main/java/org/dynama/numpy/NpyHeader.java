package org.dynama.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.refusal.Refusal;

/**
 * What stands before an array's numbers: a Python dictionary such as
 * {@code {'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }}.
 *
 * @param bytes of one entry
 * @param kind {@code f} for floats, {@code i} and {@code u} for whole numbers, in archives {@code b} for truths and {@code U} for
 *     text
 * @param order of the bytes
 * @param fortran whether the first index is the fastest
 * @param shape as NumPy has it
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
record NpyHeader(int bytes, char kind, ByteOrder order, boolean fortran, List<Integer> shape) {
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d{1,8})'");
    private static final int CODE_POINT = 4;
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

    /** Reads the dictionary; {@code source} names the file. */
    static NpyHeader parse(String source, String text) {
        return parse(source, text, false);
    }

    private static NpyHeader parse(String source, String text, boolean archived) {
        Matcher descr = DESCR.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!fortran.find() || !shape.find() || !text.contains("'descr'")) {
            throw new Refusal(
                    source, "", "has no .npy header: \"" + start(text) + "\"", "Maybe save it again with numpy.save.");
        }
        boolean found = descr.find();
        char kind = found ? descr.group(2).charAt(0) : ' ';
        int width = found ? Integer.parseInt(descr.group(3)) : 0;
        if (!(archived ? isKept(kind, width) : isRead(kind, width))) {
            throw new Refusal(
                    source,
                    "",
                    "holds " + start(text) + ", and numbers must be float64, float32 or whole"
                            + (archived ? ", text Unicode" : ""),
                    "Maybe save array.astype('float64').");
        }
        ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(
                kind == 'U' ? CODE_POINT * width : width,
                kind,
                order,
                fortran.group(1).equals("True"),
                shape(source, shape.group(1)));
    }

    private static boolean isRead(char kind, int bytes) {
        return kind == 'f'
                ? bytes == 4 || bytes == 8
                : (kind == 'i' || kind == 'u') && (bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8);
    }

    /** Of an archive, which may hold truths and text as well. */
    private static boolean isKept(char kind, int bytes) {
        return isRead(kind, bytes) || (kind == 'b' && bytes == 1) || kind == 'U' || kind == 'S';
    }

    /**
     * Reads what stands before an array's entries, of numbers, truths or Unicode text; the stream is at the first entry then.
     *
     * @throws Refusal if it is no array, or one of other entries
     * @throws IOException if the stream ends or is damaged
     */
    static NpyHeader read(String source, InputStream in) throws IOException {
        byte[] start = in.readNBytes(10);
        int version = start.length < 10 ? 0 : start[6];
        if (start.length < 10 || !Arrays.equals(Npy.MAGIC, 0, 6, start, 0, 6) || version < 1 || version > 3) {
            throw new Refusal(
                    source, "", "is not a .npy array of version 1, 2 or 3", "Maybe save it with numpy.savez.");
        }
        byte[] more = version == 1 ? new byte[2] : in.readNBytes(2);
        int length = (start[8] & 0xff) | (start[9] & 0xff) << 8;
        length |= more.length < 2 ? -1 : (more[0] & 0xff) << 16 | (more[1] & 0xff) << 24;
        byte[] text = length < 0 || length > Npy.LONGEST_HEADER ? new byte[0] : in.readNBytes(length);
        if (length < 0 || text.length < length || length == 0) {
            throw new Refusal(source, "", "is damaged: its header has no end", "Maybe save it again with numpy.savez.");
        }
        return parse(source, new String(text, StandardCharsets.UTF_8), true);
    }

    /** The number that stands at a place; of truths 0 or 1. */
    double number(ByteBuffer in, int at) {
        if (kind == 'f') {
            return bytes == 8 ? in.getDouble(at) : in.getFloat(at);
        }
        return whole(in, at);
    }

    /** The number that stands at the beginning. */
    double number(ByteBuffer in) {
        return number(in, 0);
    }

    private double whole(ByteBuffer in, int at) {
        boolean unsigned = kind != 'i';
        return switch (bytes) {
            case 1 -> unsigned ? in.get(at) & 0xff : in.get(at);
            case 2 -> unsigned ? in.getShort(at) & 0xffff : in.getShort(at);
            case 4 -> unsigned ? in.getInt(at) & 0xffffffffL : in.getInt(at);
            default -> unsigned && in.getLong(at) < 0 ? 2.0 * (in.getLong(at) >>> 1) : in.getLong(at);
        };
    }

    private static List<Integer> shape(String source, String text) {
        try {
            return Arrays.stream(text.replace("L", "").split(",", -1))
                    .map(String::strip)
                    .filter(length -> !length.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException failure) {
            throw new Refusal(source, "", "has the shape (" + start(text) + "), which is too large", "");
        }
    }

    private static String start(String text) {
        return text.length() <= 100 ? text.strip() : text.substring(0, 100).strip() + "...";
    }

    /** The number of numbers; capped, so that it cannot overflow. */
    long size() {
        double size = 1;
        for (int length : shape) {
            size *= length;
        }
        return (long) Math.min(size, Long.MAX_VALUE);
    }
}
