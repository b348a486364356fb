package org.dynama.exact.certificate;

/** Writes announcements as JSON; environment and mechanism are the same letters as in a certificate. */
public final class AnnouncementWriter {
    /** The first words of the file. */
    static final String FORMAT = "dynama announcement";

    private AnnouncementWriter() {}

    /** The text of the file. */
    public static String text(Announcement announcement) {
        DesignWriter out = new DesignWriter(FORMAT, 1, announcement.design());
        out.digests(announcement.digests());
        return out.end();
    }
}
