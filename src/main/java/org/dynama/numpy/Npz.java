package org.dynama.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;

/** NumPy's {@code .npz} archives: a ZIP of {@code .npy} arrays by name. */
public final class Npz {
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
            NpyArray array = unpack(source, zip, shape);
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
            // The archive's directory may hold names that are no text.
            String why = failure.getMessage() == null ? "it ends too early" : failure.getMessage();
            throw Refusal.of(file + " is damaged: " + why, "Maybe save it again with numpy.savez.", failure);
        }
    }

    /** What an entry says of its own size is not believed; its array's header is, as far as the wanted shape goes. */
    private static NpyArray unpack(String source, InputStream zip, int... shape) throws IOException {
        byte[] start = zip.readNBytes(12 + Npy.LONGEST_HEADER);
        NpyHeader header = Npy.header(source, start);
        List<Integer> wanted = IntStream.of(shape).boxed().toList();
        if (!header.shape().equals(wanted)) {
            throw new Refusal(source, "", "has shape " + header.shape() + " and must have " + wanted, "");
        }
        long size = 12 + Npy.LONGEST_HEADER + header.size() * header.bytes();
        Npy.requireSize(source, size);
        byte[] rest = zip.readNBytes((int) size + 1 - start.length);
        byte[] all = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        return Npy.decode(source, all);
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
