package org.dynama.ama.menu.train;

import java.util.function.Supplier;

/** Hears how a training goes, on the calling thread; what it throws ends the training. */
public interface LotteryWatcher {
    /** A step's profiles are known. */
    void at(LotteryRow row);

    /** The step is done, and a training that is begun from this state ends as this one. */
    void reached(Supplier<LotteryState> state);
}
