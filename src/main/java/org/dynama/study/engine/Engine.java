package org.dynama.study.engine;

import java.util.List;
import org.dynama.study.Progress;

/** Where cells run. Nothing is shared between cells, so that each gives the same bits wherever it runs. */
public interface Engine {
    /**
     * Runs cells, in any order, and tells of each when it has ended. Returns when all have, or soon after {@link
     * Events#isStopped} says so.
     *
     * @throws org.dynama.refusal.Refusal if what is asked for cannot be right
     * @throws org.dynama.refusal.Failure if the engine cannot be reached; cells that have ended were told of
     */
    void run(List<Cell> cells, Events events);

    /** What would be run, for people and scripts, without running anything. */
    default String plan(List<Cell> cells) {
        StringBuilder plan = new StringBuilder();
        cells.forEach(cell -> plan.append(cell.name()).append('\n'));
        return plan.toString();
    }

    /** Told how cells go, from any thread. */
    interface Events {
        /**
         * A cell begins.
         *
         * @return told how far its run is
         */
        Progress started(Cell cell);

        /** A cell's folder holds its whole run. */
        void done(Cell cell);

        /** A cell has failed; the others go on. */
        void failed(Cell cell, CellFailure failure);

        /** Whether no more cells should begin. */
        boolean isStopped();
    }
}
