package org.dynama.numpy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dynama.refusal.Refusal;

/**
 * An open {@code .npz} archive of which nobody knows beforehand what it holds: the shapes first, then each array when it is
 * asked for, entry by entry, so that no more than the array itself is in memory.
 */
public final class NpzFile implements AutoCloseable {
    private static final String ENDING = ".npy";
    private static final String AGAIN = "Maybe save it again with numpy.savez.";
    private static final int CODE_POINT = 4;
    private static final long LONGEST_TEXT = 64 << 20;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, NpyHeader> headers = new LinkedHashMap<>();

    private NpzFile(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /** Takes an entry that has been read, by its number in C order. */
    private interface Put {
        void at(int index, ByteBuffer entry);
    }

    /**
     * Opens an archive and reads what its arrays are.
     *
     * @throws Refusal if it is no archive of arrays, or cut off
     */
    public static NpzFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(file.toString(), "", "is not a file", "Maybe the path is wrong.");
        }
        try {
            NpzFile archive = new NpzFile(file, new ZipFile(file.toFile()));
            try {
                archive.readHeaders();
                return archive;
            } catch (IOException | IllegalArgumentException failure) {
                archive.close();
                throw failure;
            }
        } catch (Refusal refused) {
            throw refused;
        } catch (IOException | IllegalArgumentException failure) {
            throw Npz.damaged(file, failure);
        }
    }

    private void readHeaders() throws IOException {
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!name.endsWith(ENDING)) {
                throw new Refusal(file + "!" + name, "", "is no array: its name must end in .npy", AGAIN);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                String array = name.substring(0, name.length() - ENDING.length());
                if (headers.put(array, NpyHeader.read(file + "!" + name, in)) != null) {
                    throw new Refusal(file + "!" + name, "", "stands twice in the archive", AGAIN);
                }
            }
        }
    }

    /** The names of the arrays, without ending. */
    public List<String> names() {
        return List.copyOf(headers.keySet());
    }

    /** The shape of an array that is there; empty for a single entry. */
    public List<Integer> shape(String name) {
        return header(name).shape();
    }

    /** The number of entries of an array that is there. */
    public long size(String name) {
        return header(name).size();
    }

    /** Whether an array holds whole numbers, signed or not, or truths. */
    public boolean isWhole(String name) {
        return "iub".indexOf(header(name).kind()) >= 0;
    }

    /** Whether an array holds text. */
    public boolean isText(String name) {
        return header(name).kind() == 'U';
    }

    private NpyHeader header(String name) {
        NpyHeader header = headers.get(name);
        if (header == null) {
            throw new IllegalArgumentException(file + " has no array " + name);
        }
        return header;
    }

    /**
     * The numbers of an array in C order.
     *
     * @throws Refusal if it holds text, its archive is damaged, or it has more entries than an array can have
     */
    public double[] reals(String name) {
        double[] values = new double[count(name, isWhole(name) || header(name).kind() == 'f', "numbers")];
        NpyHeader header = header(name);
        each(name, (k, in) -> values[k] = header.number(in));
        return values;
    }

    /**
     * The whole numbers of an array in C order; what an int cannot hold becomes the least int, which is no index.
     *
     * @throws Refusal if it holds anything else, its archive is damaged, or it has more entries than an array can have
     */
    public int[] wholes(String name) {
        int[] values = new int[count(name, isWhole(name), "whole numbers, as int32 or int64")];
        NpyHeader header = header(name);
        each(name, (k, in) -> {
            double number = header.number(in);
            values[k] = number == (int) number ? (int) number : Integer.MIN_VALUE;
        });
        return values;
    }

    /**
     * The words of an array in C order.
     *
     * @throws Refusal if it holds anything but Unicode text, its archive is damaged, or it has more than 64 MiB
     */
    public List<String> words(String name) {
        int count = count(name, isText(name), "Unicode text");
        NpyHeader header = header(name);
        if ((double) count * header.bytes() > LONGEST_TEXT * CODE_POINT) {
            throw new Refusal(file + "!" + name + ENDING, "", "has more than 64 Mi characters", "Maybe shorter names.");
        }
        List<String> words = new ArrayList<>(count);
        each(name, (k, in) -> {
            StringBuilder word = new StringBuilder();
            for (int at = 0; at < header.bytes() && in.getInt(at) != 0; at += CODE_POINT) {
                int point = in.getInt(at);
                word.appendCodePoint(Character.isValidCodePoint(point) ? point : 0xFFFD);
            }
            words.add(word.toString());
        });
        return words;
    }

    private int count(String name, boolean isRight, String wanted) {
        String source = file + "!" + name + ENDING;
        if (!isRight) {
            throw new Refusal(
                    source,
                    "",
                    "must hold " + wanted,
                    "Maybe " + name + " = " + name + ".astype(...) before it is saved.");
        }
        if (header(name).size() > Integer.MAX_VALUE - 8) {
            throw new Refusal(source, "", "has more entries than an array can have", "Maybe a sparse matrix.");
        }
        return (int) header(name).size();
    }

    private void each(String name, Put put) {
        NpyHeader header = header(name);
        String source = file + "!" + name + ENDING;
        if (header.fortran() && header.shape().size() > 1) {
            throw new Refusal(source, "", "is in Fortran order", "Maybe numpy.ascontiguousarray before it is saved.");
        }
        byte[] bytes = new byte[header.bytes()];
        ByteBuffer entry = ByteBuffer.wrap(bytes).order(header.order());
        int size = (int) header.size();
        try (InputStream in = new BufferedInputStream(zip.getInputStream(zip.getEntry(name + ENDING)), 1 << 16)) {
            NpyHeader.read(source, in);
            for (int k = 0; k < size; k++) {
                if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw new ZipException("it ends after " + k + " of " + size + " entries");
                }
                put.at(k, entry);
            }
            if (in.read() >= 0) {
                throw new ZipException("it has more than the " + size + " entries of its shape");
            }
        } catch (IOException failure) {
            throw Refusal.of(source + " is damaged: " + failure.getMessage(), AGAIN, failure);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
