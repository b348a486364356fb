package org.dynama.study;

import java.util.List;
import java.util.function.Consumer;

/** Other machines that compute parts. */
public interface PartsEngine extends AutoCloseable {
    /**
     * Begins some work of a run.
     *
     * @param study which knows the parts
     * @param folder that holds what they are a function of; a copy travels
     * @throws org.dynama.refusal.Unreachable if the machines cannot be reached
     */
    Session open(Parted study, String work, RunFolder folder);

    /** Lets the machines go, when nothing more is to be computed. */
    @Override
    default void close() {}

    /** Work that has begun. */
    interface Session extends AutoCloseable {
        /**
         * Computes parts, several at a time, and hands each over on the calling thread, in order.
         *
         * @param shared by all of them
         * @throws org.dynama.refusal.Failure if a part ends in it, as it would here
         * @throws org.dynama.refusal.Unreachable if the machines fail
         */
        void each(byte[] shared, List<byte[]> parts, Consumer<byte[]> inOrder);

        @Override
        void close();
    }
}
