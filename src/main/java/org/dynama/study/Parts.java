package org.dynama.study;

/**
 * Work in parts, each a function of the files of a run's folder and of what is asked alone, so that it gives the same bits wherever
 * it is computed. One thread at a time.
 */
public interface Parts extends AutoCloseable {
    /**
     * Computes a part.
     *
     * @param shared by all parts that are asked for together
     * @param asked which part
     * @throws org.dynama.refusal.Failure if it cannot be computed anywhere
     */
    byte[] part(byte[] shared, byte[] asked);

    @Override
    void close();
}
