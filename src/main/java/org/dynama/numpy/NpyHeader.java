package org.dynama.numpy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.refusal.Refusal;

/**
 * What stands before an array's numbers: a Python dictionary such as
 * {@code {'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }}.
 *
 * @param bytes of one number
 * @param kind {@code f} for floats, {@code i} and {@code u} for whole numbers
 * @param order of the bytes
 * @param fortran whether the first index is the fastest
 * @param shape as NumPy has it
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
record NpyHeader(int bytes, char kind, ByteOrder order, boolean fortran, List<Integer> shape) {
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d{1,3})'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

    /** Reads the dictionary; {@code source} names the file. */
    static NpyHeader parse(String source, String text) {
        Matcher descr = DESCR.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!fortran.find() || !shape.find() || !text.contains("'descr'")) {
            throw new Refusal(
                    source, "", "has no .npy header: \"" + start(text) + "\"", "Maybe save it again with numpy.save.");
        }
        if (!descr.find() || !isRead(descr.group(2).charAt(0), Integer.parseInt(descr.group(3)))) {
            throw new Refusal(
                    source,
                    "",
                    "holds " + start(text) + ", and numbers must be float64, float32 or whole",
                    "Maybe save array.astype('float64').");
        }
        ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(
                Integer.parseInt(descr.group(3)),
                descr.group(2).charAt(0),
                order,
                fortran.group(1).equals("True"),
                shape(source, shape.group(1)));
    }

    private static boolean isRead(char kind, int bytes) {
        return kind == 'f'
                ? bytes == 4 || bytes == 8
                : (kind == 'i' || kind == 'u') && (bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8);
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
