package org.dynama.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files that runs leave, for readers; what only a run at work needs is not among them. */
final class RunFiles {
    /** A page of a run loads nothing and runs nothing, whoever has written it. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-downloads";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BINARY = "application/octet-stream";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "csv", "text/csv; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "yaml", TEXT,
            "txt", TEXT,
            "npy", BINARY,
            "npz", BINARY);

    private static final String CHECKPOINT = "checkpoint";
    private static final int DEEP = 3;
    private static final int MOST = 1_000;

    private RunFiles() {}

    /** Whether a file may be asked for. */
    static boolean isShown(String path) {
        boolean isPrivate = Stream.of(path.split("/", -1)).anyMatch(CHECKPOINT::equals);
        return !isPrivate && TYPES.containsKey(extension(path));
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Sends a file, as one that was opened once: writers put another in its place, and never write into it. */
    static void send(HttpExchange exchange, Path file, boolean isDownload) throws IOException {
        String name = String.valueOf(file.getFileName());
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        if (isDownload) {
            String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
            exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"" + plain + "\"");
        }
        try (FileChannel channel = FileChannel.open(
                        file.toRealPath(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                InputStream in = Channels.newInputStream(channel)) {
            Answer.stream(exchange, String.valueOf(TYPES.get(extension(name))), in, channel.size());
        }
    }

    /** The names of a run's files that may be asked for, some folders left out, of which the runs of a large sweep are nearly all. */
    static List<String> of(Path run, Predicate<Path> isLeftOut) {
        List<String> names = new ArrayList<>();
        try {
            Files.walkFileTree(run, Set.of(), DEEP, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    // A run that is being begun is renamed into its place.
                    boolean isBegun = String.valueOf(folder.getFileName()).endsWith(".part");
                    return isBegun || isLeftOut.test(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = run.relativize(file).toString().replace('\\', '/');
                    if (attributes.isRegularFile() && !name.startsWith(".") && !name.contains("/.") && isShown(name)) {
                        names.add(name);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path gone, IOException exception) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException changing) {
            return List.of();
        }
        return names.stream().sorted().limit(MOST).toList();
    }
}
