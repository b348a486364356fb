package org.dynama.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Solvers of one kind on all threads: cuts batches into chunks and hands the results over in order, so that neither
 * the number of threads nor their timing changes a sum.
 *
 * @param <W> the solver; one serves one thread at a time
 */
public final class Workers<W> implements AutoCloseable {

    /** What is done with one chunk, the profiles {@code from..to-1}. */
    @FunctionalInterface
    public interface Task<W, R> {
        R run(W worker, int from, int to);
    }

    private final Supplier<W> factory;
    private final ConcurrentLinkedQueue<W> idle = new ConcurrentLinkedQueue<>();
    private final int threads;
    private final ExecutorService executor;

    /**
     * Starts no thread and makes no solver before there is work.
     *
     * @param threads 0 for one per processor
     */
    public Workers(Supplier<W> factory, int threads) {
        this.factory = factory;
        this.threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        executor = Executors.newFixedThreadPool(this.threads, runnable -> {
            Thread thread = new Thread(runnable, "dynama-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    public int threads() {
        return threads;
    }

    /**
     * Runs a task over {@code count} profiles in chunks, in parallel, and hands each result to the consumer on the
     * calling thread, in order.
     *
     * @throws RuntimeException what the task threw first
     */
    public <R> void forEach(int count, int chunk, Task<W, R> task, Consumer<R> consumer) {
        Deque<Future<R>> running = new ArrayDeque<>();
        int next = 0;
        while (next < count || !running.isEmpty()) {
            if (next < count && running.size() < 8 * threads) {
                int from = next;
                int to = Math.min(count, from + chunk);
                running.add(executor.submit(() -> run(task, from, to)));
                next = to;
            } else {
                consumer.accept(await(running.remove()));
            }
        }
    }

    private <R> R run(Task<W, R> task, int from, int to) {
        W worker = idle.poll();
        if (worker == null) {
            worker = factory.get();
        }
        try {
            return task.run(worker, from, to);
        } finally {
            idle.add(worker);
        }
    }

    private static <R> R await(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException exception) {
            if (exception.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(exception.getCause());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while solving", exception);
        }
    }

    /** One solver of those that work here, made if there is none yet: to ask it about itself, not to work with. */
    public W first() {
        W worker = idle.poll();
        if (worker == null) {
            worker = factory.get();
        }
        idle.add(worker);
        return worker;
    }

    /** Hands every solver that was made, now idle, to a last action, such as closing it. */
    public void forEachIdle(Consumer<W> action) {
        idle.forEach(action);
    }

    /** Stops after the chunks at hand. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            while (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
                // A chunk takes as long as it takes; what it works on must not be freed under it.
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
