package org.dynama.ama.menu.train;

import org.dynama.ama.objective.Estimate;

/**
 * What a training ends with.
 *
 * @param menu pruned to entries that are chosen; shares are multiples of 1e-3
 * @param objective on profiles that neither steps nor pruning saw
 * @param start the objective of the menu that the training started from, on the same profiles
 */
public record TrainedLotteries(Lotteries menu, Estimate objective, Estimate start) {
    /** The same with amounts of money in another unit. */
    TrainedLotteries times(double unit) {
        double[] boosts = menu.boosts().times(unit).toArray();
        return new TrainedLotteries(menu.withBoosts(boosts), objective.times(unit), start.times(unit));
    }
}
