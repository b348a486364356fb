package org.dynama.study.engine.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dynama.file.WholeFile;

/** A folder as bytes, for the way between machines. */
final class Parcel {
    private Parcel() {}

    /**
     * All files of a folder; not its lock.
     *
     * @param without names of folders in it that stay here
     */
    static byte[] of(Path folder, String... without) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            List<Path> regular = files.filter(Files::isRegularFile)
                    .filter(file -> Arrays.stream(without).noneMatch(name -> file.startsWith(folder.resolve(name))))
                    .sorted()
                    .toList();
            for (Path file : regular) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return bytes.toByteArray();
    }

    /** Puts the files into a folder that appears at once, in the place of what was there. */
    static void unpack(byte[] parcel, Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        Path aside = WholeFile.aside(whole);
        WholeFile.delete(aside);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(parcel))) {
            Files.createDirectories(aside);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = aside.resolve(entry.getName()).normalize();
                if (!file.startsWith(aside)) {
                    throw new IOException(entry.getName() + " lies outside the run's folder");
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
            WholeFile.delete(whole);
            WholeFile.rename(aside, whole);
        } catch (IOException exception) {
            WholeFile.delete(aside);
            throw WholeFile.unwritable(folder, exception);
        }
    }
}
