package org.dynama.study.engine;

import java.util.List;

/**
 * Threads of this program.
 *
 * @param jobs cells at a time; the caller divides the solvers' threads and memory among them
 */
public record LocalThreads(int jobs) implements Engine {
    @Override
    public void run(List<Cell> cells, Events events) {
        new CellPool(jobs).each(cells, events, cell -> {
            CellFailure failure = cell.attempt(events.started(cell));
            if (failure == null) {
                events.done(cell);
            } else {
                events.failed(cell, failure);
            }
        });
    }
}
