package org.dynama.study;

/** A study whose longest work comes in parts, which other machines can take over. Made by a constructor without parameters. */
public interface Parted {
    /**
     * The parts of some work in a run's folder, or a copy of it, that holds the spec and all that was found before.
     *
     * @param work which, in the study's own words
     */
    Parts parts(String work, RunFolder folder);
}
