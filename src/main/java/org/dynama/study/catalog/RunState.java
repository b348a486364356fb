package org.dynama.study.catalog;

import java.util.Locale;

/** How far a run or a sweep is. */
public enum RunState {
    /** A process is at work in its folder. */
    RUNNING,
    /** Begun, not ended, and nobody is at work: the same command, or {@code --resume}, goes on. */
    STOPPED,
    DONE,
    /** Done, and one of its checks did not hold. */
    FAILED,
    /** What should be readable is not. */
    DAMAGED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
