package org.dynama.study.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import org.jspecify.annotations.Nullable;

/** A walk through folders in which others are at work: what is renamed, deleted or closed meanwhile is passed over. */
abstract class Look extends SimpleFileVisitor<Path> {
    /** Walks through a folder; links are not followed. */
    static void at(Path folder, Look look) {
        try {
            Files.walkFileTree(folder, look);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
        return FileVisitResult.CONTINUE;
    }
}
