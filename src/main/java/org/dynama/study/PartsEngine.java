package org.dynama.study;

import java.util.function.Consumer;

/** Other machines that compute parts. */
public interface PartsEngine {
    /**
     * Computes the parts {@code from..to-1}, several at a time, and hands each over on the calling thread, in order.
     *
     * @param study which knows the parts
     * @param folder that holds what they are a function of; a copy travels
     * @throws org.dynama.refusal.Failure if the machines cannot be reached, or a part fails
     */
    void each(Parted study, RunFolder folder, int from, int to, Consumer<String> inOrder);
}
