package org.dynama.study.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Threads that each take the next cell; once one of them has broken off, none begins another. */
public record CellPool(int jobs) {
    /** Runs a task for each cell; what one throws is thrown. */
    public void each(List<Cell> cells, Engine.Events events, Consumer<Cell> task) {
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        AtomicBoolean isBroken = new AtomicBoolean();
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (Cell cell : cells) {
                runs.add(pool.submit(() -> attempt(cell, events, task, isBroken)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (ExecutionException exception) {
            throw rethrown(exception.getCause());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the sweep was interrupted", exception);
        } finally {
            isBroken.set(true);
            pool.shutdownNow();
        }
    }

    private static void attempt(Cell cell, Engine.Events events, Consumer<Cell> task, AtomicBoolean isBroken) {
        if (isBroken.get() || events.isStopped()) {
            return;
        }
        boolean isEnded = false;
        try {
            task.accept(cell);
            isEnded = true;
        } finally {
            if (!isEnded) {
                isBroken.set(true);
            }
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
