package org.dynama.study;

import java.nio.file.Path;
import java.util.List;
import org.dynama.exact.certificate.Announcement;

/** A study whose mechanisms can be announced, so that every proof can be held against them: the command {@code announce}. */
public interface Announces extends Evaluates {
    /**
     * What is to be published.
     *
     * @param announcement environment and mechanism
     * @param doubts what could not be checked of the files that it was made of
     */
    record Announced(Announcement announcement, List<String> doubts) {
        public Announced {
            doubts = List.copyOf(doubts);
        }
    }

    /**
     * The announcement of a stored mechanism.
     *
     * @throws org.dynama.refusal.Refusal if the mechanism is damaged, or no certificate could speak of it
     */
    Announced announced(Path mechanism);
}
