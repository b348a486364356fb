package org.dynama.study;

/**
 * Work in numbered parts, each a function of the files of a run's folder and of its number alone, so that it gives the same bits
 * wherever it is computed.
 */
public interface Parts extends AutoCloseable {
    /**
     * Computes a part.
     *
     * @param number from 0
     * @return as JSON
     */
    String part(int number);

    @Override
    void close();
}
