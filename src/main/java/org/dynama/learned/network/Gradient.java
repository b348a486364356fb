package org.dynama.learned.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Automatic differentiation, one at a time: the engine has one tape for the whole program. */
public final class Gradient {
    private static final ReentrantLock TAPE = new ReentrantLock();

    static {
        // A program that ends while the engine goes back crashes in it, since what it needs is taken down first. So
        // the end waits for the tape in use and lets none begin.
        Runtime.getRuntime().addShutdownHook(new Thread(TAPE::lock, "last tape"));
    }

    private Gradient() {}

    /**
     * Computes a scalar on the tape, goes back, and reads the gradients that the leaves then know: the next tape forgets
     * them, whoever's they are.
     */
    public static <T> T of(Supplier<NDArray> scalar, Supplier<T> gradients) {
        TAPE.lock();
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            collector.backward(scalar.get());
            return gradients.get();
        } finally {
            TAPE.unlock();
        }
    }
}
