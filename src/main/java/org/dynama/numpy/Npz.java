package org.dynama.numpy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;

/** NumPy's {@code .npz} archives: a ZIP of {@code .npy} arrays by name. */
public final class Npz {
    /** Entries that are written at a time. */
    private static final int PART = 4096;

    private Npz() {}

    /**
     * Reads the one array that an archive is to hold. Nothing else in it is unpacked, and this one no further than its header
     * where that tells of another shape.
     *
     * @param name without the ending
     * @param shape that it must have
     * @throws IllegalArgumentException if there is no such file, it is no archive of arrays, or it does not hold this array of
     *     this shape
     */
    public static NpyArray read(Path file, String name, int... shape) {
        return read(file, name, List.of(IntStream.of(shape).boxed().toList()));
    }

    /**
     * The same of an array that may have one of several shapes.
     *
     * @param shapes that it may have
     */
    public static NpyArray read(Path file, String name, List<List<Integer>> shapes) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(file.toString(), "", "is not a file", "Maybe the path is wrong.");
        }
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null) {
                throw new Refusal(file.toString(), "", "holds no array", "Maybe save it with numpy.savez.");
            }
            String source = file + "!" + entry.getName();
            if (!entry.getName().equals(name + ".npy")) {
                throw new Refusal(
                        source, "", "must be " + name + ".npy", "Maybe an archive that holds that array alone.");
            }
            NpyArray array = unpack(source, zip, true, shapes);
            ZipEntry second = zip.getNextEntry();
            if (second != null) {
                throw new Refusal(
                        file + "!" + second.getName(),
                        "",
                        "stands beside " + name + ".npy",
                        "Maybe an archive that holds that array alone.");
            }
            return array;
        } catch (Refusal refused) {
            throw refused;
        } catch (IOException | IllegalArgumentException failure) {
            throw damaged(file, failure);
        }
    }

    /** What an entry says of its own size is not believed; its array's header is, as far as the wanted shape goes. */
    private static NpyArray unpack(String source, InputStream zip, boolean amounts, List<List<Integer>> shapes)
            throws IOException {
        byte[] start = zip.readNBytes(12 + Npy.LONGEST_HEADER);
        NpyHeader header = Npy.header(source, start);
        if (!shapes.contains(header.shape())) {
            String wanted = shapes.stream().map(String::valueOf).collect(Collectors.joining(" or "));
            throw new Refusal(source, "", "has shape " + header.shape() + " and must have " + wanted, "");
        }
        long size = 12 + Npy.LONGEST_HEADER + header.size() * header.bytes();
        Npy.requireSize(source, size);
        byte[] rest = zip.readNBytes((int) size + 1 - start.length);
        byte[] all = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        return Npy.decode(source, all, amounts);
    }

    /**
     * Reads the arrays of numbers that an archive is to hold, of any size; others in it are passed over.
     *
     * @param shapes that they must have, by name without the ending
     * @throws Refusal if there is no such file, it is no archive of arrays, or one is missing or has another shape
     */
    public static Map<String, NpyArray> read(Path file, Map<String, List<Integer>> shapes) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(file.toString(), "", "is not a file", "Maybe the path is wrong.");
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        String source = file.toString();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Map.Entry<String, List<Integer>> wanted : shapes.entrySet()) {
                source = file + "!" + wanted.getKey() + ".npy";
                ZipEntry entry = zip.getEntry(wanted.getKey() + ".npy");
                if (entry == null) {
                    throw new Refusal(source, "", "is missing", "Maybe run the command again that wrote it.");
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    arrays.put(wanted.getKey(), unpack(source, in, false, List.of(wanted.getValue())));
                }
            }
        } catch (Refusal refused) {
            throw refused;
        } catch (IOException | IllegalArgumentException failure) {
            throw damaged(source, failure);
        }
        return arrays;
    }

    static Refusal damaged(Object file, Exception failure) {
        // The archive's directory may hold names that are no text.
        String why = failure.getMessage() == null ? "it ends too early" : failure.getMessage();
        return Refusal.of(file + " is damaged: " + why, "Maybe save it again with numpy.savez.", failure);
    }

    /** Writes arrays that are made as they are written aside, and renames the archive. The same arrays give the same bytes. */
    public static void write(Path file, List<NpyTable> tables) {
        WholeFile.write(file, aside -> {
            try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(aside)))) {
                zip.setLevel(Deflater.BEST_SPEED);
                for (NpyTable table : tables) {
                    ZipEntry entry = new ZipEntry(table.name() + ".npy");
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    zip.write(Npy.header(table.descr(), table.shape()));
                    int size = table.size();
                    for (int from = 0; from < size; from += PART) {
                        zip.write(table.part(from, Math.min(size, from + PART)));
                    }
                    zip.closeEntry();
                }
            }
        });
    }

    /** Writes arrays by name aside and renames the archive. The same arrays give the same bytes. */
    public static void write(Path file, Map<String, NpyArray> arrays) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(Npy.encode(array.getValue()));
                zip.closeEntry();
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        WholeFile.write(file, bytes.toByteArray());
    }
}
