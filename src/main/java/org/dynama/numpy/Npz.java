package org.dynama.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dynama.refusal.Refusal;

/** NumPy's {@code .npz} archives: a ZIP of {@code .npy} arrays by name. */
public final class Npz {
    private static final int MOST_ENTRIES = 1000;

    private Npz() {}

    /**
     * Reads all arrays, by name without the ending.
     *
     * @throws IllegalArgumentException if there is no such file, it is no archive of arrays, or it unpacks to more than
     *     1 GiB
     */
    public static Map<String, NpyArray> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(file.toString(), "", "is not a file", "Maybe the path is wrong.");
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        long total = 0;
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String source = file + "!" + entry.getName();
                // What an entry says of its own size is not believed.
                byte[] bytes = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, (1L << 30) + 1 - total));
                total += bytes.length;
                Npy.requireSize(source, total);
                String name = entry.getName().replaceFirst("\\.npy$", "");
                if (arrays.size() >= MOST_ENTRIES || arrays.put(name, Npy.decode(source, bytes)) != null) {
                    throw new Refusal(source, "", "stands there twice, or is one of too many", "");
                }
            }
        } catch (IOException failure) {
            throw Refusal.of(file + " is damaged: " + failure.getMessage(), "", failure);
        }
        if (arrays.isEmpty()) {
            throw new Refusal(file.toString(), "", "holds no array", "Maybe save it with numpy.savez.");
        }
        return arrays;
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
        Npy.replace(file, bytes.toByteArray());
    }
}
