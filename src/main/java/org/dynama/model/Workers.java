package org.dynama.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dynama.refusal.Cancelled;

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

    /** What a thread takes at once lasts so long, about. */
    private static final long NANOS = 200_000;

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
     * calling thread, in order. A thread takes several quick chunks at once; what they are does not depend on that.
     *
     * @throws RuntimeException what the task threw first
     * @throws Cancelled if the calling thread is interrupted
     * @throws java.util.concurrent.CancellationException or RejectedExecutionException if another thread closes this meanwhile
     */
    public <R> void forEach(int count, int chunk, Task<W, R> task, Consumer<R> consumer) {
        AtomicLong nanos = new AtomicLong();
        Deque<Future<List<R>>> running = new ArrayDeque<>();
        int next = 0;
        while (next < count || !running.isEmpty()) {
            if (next < count && running.size() < (nanos.get() > 0 ? 8 : 2) * threads) {
                int from = next;
                int to = (int) Math.min(count, from + (long) chunk * together((count - from) / chunk, nanos.get()));
                running.add(executor.submit(() -> run(task, from, to, chunk, nanos)));
                next = to;
            } else {
                await(running.remove()).forEach(consumer);
            }
        }
    }

    /**
     * How many chunks a thread takes at once: where they are quick, handing each over would take as long as its work. Never more
     * than leave all threads something to do in the end, and one before any has been timed.
     */
    private int together(int left, long nanos) {
        return nanos == 0 ? 1 : (int) Math.max(1, Math.min(NANOS / nanos, left / (2 * threads)));
    }

    private <R> List<R> run(Task<W, R> task, int from, int to, int chunk, AtomicLong nanos) {
        return here(worker -> {
            long started = System.nanoTime();
            List<R> results = new ArrayList<>();
            for (int done = from; done < to; done += chunk) {
                results.add(task.run(worker, done, Math.min(to, done + chunk)));
            }
            nanos.set(Math.max(1, (System.nanoTime() - started) / results.size()));
            return results;
        });
    }

    /** Runs a task on the calling thread, whichever that is, with a solver that is idle, or a new one where none is. */
    public <R> R here(Function<W, R> task) {
        W worker = idle.poll();
        if (worker == null) {
            worker = factory.get();
        }
        try {
            return task.apply(worker);
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
            throw new Cancelled("interrupted while solving");
        }
    }

    /** One solver of those that work here, made if there is none yet: to ask it about itself, not to work with. */
    public W first() {
        return here(worker -> worker);
    }

    /** Hands every solver that was made, now idle, to a last action, such as closing it. */
    public void forEachIdle(Consumer<W> action) {
        idle.forEach(action);
    }

    /** Stops after the chunks at hand, also where the calling thread is interrupted: nothing runs on. */
    @Override
    public void close() {
        // Whoever waits for a chunk that never began, on another thread, must not wait for ever.
        executor.shutdownNow().forEach(chunk -> ((Future<?>) chunk).cancel(false));
        boolean isInterrupted = false;
        boolean isEnded = false;
        while (!isEnded) {
            try {
                // A chunk takes as long as it takes; what it works on must not be freed under it.
                isEnded = executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException exception) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
