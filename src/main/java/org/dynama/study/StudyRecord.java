package org.dynama.study;

/** What a run leaves as {@code result.json}. Its header's keys stand beside its own, unwrapped. */
public interface StudyRecord {
    /** What every record begins with. */
    Header header();

    /** Wall-clock seconds that the whole run took. */
    double totalSeconds();
}
