package org.dynama.compare.mechanism;

import org.dynama.compare.market.Cases;
import org.dynama.compare.market.MeanAmount;
import org.jspecify.annotations.Nullable;

/**
 * What a mechanism brings over a whole run, in expectation, if all are truthful.
 *
 * @param revenue the sum of payments; negative where agents are paid; null where only profit is known
 * @param profit revenue and the designer's own reward
 * @param welfare what agents earn before they pay; null where only surplus is known
 * @param surplus welfare and the designer's own reward
 */
public record Worth(
        @Nullable MeanAmount revenue,
        MeanAmount profit,
        @Nullable MeanAmount welfare,
        MeanAmount surplus) {

    /** Of a mechanism that is known by profit and surplus: revenue and welfare too, where the designer has no reward of her own. */
    static Worth ofProfit(MeanAmount profit, MeanAmount surplus, boolean hasDesigner) {
        return hasDesigner ? new Worth(null, profit, null, surplus) : new Worth(profit, profit, surplus, surplus);
    }

    static Worth of(CaseOutcomes outcomes, Cases cases) {
        return new Worth(
                cases.mean(outcomes.revenue()),
                cases.mean(outcomes.profit()),
                cases.mean(outcomes.welfare()),
                cases.mean(outcomes.surplus()));
    }
}
