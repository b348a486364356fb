package org.dynama.exact.certificate;

import java.nio.file.Path;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Schema;

/** Reads announcements as strictly as certificates; whether the digests are right is {@link Verifier}'s to say. */
public final class AnnouncementReader {
    private static final Schema SCHEMA = Schema.resource("announcement.schema.json", DesignReader.SCHEMA);

    private AnnouncementReader() {}

    /**
     * Reads a file of at most 256 MiB.
     *
     * @throws ConfigException with all faults
     */
    public static Announcement read(Path file) {
        return announcement(Document.read(file, SCHEMA, DesignReader.LARGEST_MIB));
    }

    /** Like {@link #read}, from a text; {@code source} names it in faults. */
    public static Announcement parse(String source, String text) {
        return announcement(Document.parse(source, text, SCHEMA, List.of()));
    }

    private static Announcement announcement(Document document) {
        DesignReader in = new DesignReader(document);
        return new Announcement(in.design(), in.digests());
    }
}
