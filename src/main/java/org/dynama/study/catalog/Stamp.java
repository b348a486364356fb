package org.dynama.study.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells without reading whether files have been written anew: that they are there, their times, sizes and places on the disk.
 *
 * @param marks of each file; none of one that is not there
 */
record Stamp(List<Object> marks) {
    /** That of some files of a folder. */
    static Stamp of(Path folder, Iterable<String> names) {
        List<Object> marks = new ArrayList<>();
        for (String name : names) {
            Path file = folder.resolve(name);
            // Asked for first, because Java makes much of a file that is not there.
            if (file.toFile().isFile()) {
                try {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    marks.add(name);
                    marks.add(attributes.lastModifiedTime().toInstant());
                    marks.add(attributes.size());
                    marks.add(String.valueOf(attributes.fileKey()));
                } catch (IOException gone) {
                    // As if it had not been there.
                }
            }
        }
        return new Stamp(marks);
    }
}
