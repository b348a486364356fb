package org.dynama.exact.certificate;

/**
 * What a designer publishes before anybody reports, so that nobody can be shown the proof of another market later.
 *
 * @param design the environment and the mechanism
 * @param digests of these two, as the file gives them; none of reports
 */
public record Announcement(Design design, Digests digests) {

    /** The announcement of a design. */
    public static Announcement of(Design design) {
        return new Announcement(design, Digests.of(design));
    }
}
