package org.dynama.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file as text: UTF-8 without its byte order mark, of bounded size, with clear faults. */
final class TextFile {
    private TextFile() {}

    static String read(Path file, int largestMib) {
        String source = file.toString();
        if (!Files.exists(file)) {
            throw new ConfigException(
                    source, 0, "does not exist", "Check the path, which starts at the current folder.");
        } else if (Files.isDirectory(file)) {
            throw new ConfigException(source, 0, "is a folder", "Name one file in it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((largestMib << 20) + 1);
            if (bytes.length > largestMib << 20) {
                throw new ConfigException(
                        source, 0, "has more than " + largestMib + " MiB", "Large tables go into .npy files.");
            }
            ByteBuffer all = ByteBuffer.wrap(bytes);
            CharBuffer out = CharBuffer.allocate(bytes.length + 1);
            CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(all, out, true);
            String text = out.flip().toString();
            if (result.isError()) {
                int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
                String rule = String.format("has the byte 0x%02X, which is not UTF-8", all.get(all.position()));
                throw new ConfigException(source, line, rule, "Save the file as UTF-8.");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException failure) {
            throw new ConfigException(source, 0, "cannot be read: " + failure.getMessage(), "Check its permissions.");
        }
    }
}
