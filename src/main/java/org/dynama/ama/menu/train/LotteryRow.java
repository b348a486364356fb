package org.dynama.ama.menu.train;

import org.dynama.ama.menu.batch.MenuSums;

/**
 * One step of a training, for the record.
 *
 * @param step from 1
 * @param objective the mean of the exact objective over the step's profiles
 * @param standardError of the mean
 * @param temperature money
 */
public record LotteryRow(int step, double objective, double standardError, double temperature) {
    LotteryRow times(double unit) {
        return new LotteryRow(step, objective * unit, standardError * unit, temperature * unit);
    }

    static LotteryRow of(int step, MenuSums means, double temperature) {
        double variance = Math.max(0, means.squares - means.hard * means.hard);
        return new LotteryRow(step, means.hard, Math.sqrt(variance / Math.max(1, means.count - 1)), temperature);
    }
}
