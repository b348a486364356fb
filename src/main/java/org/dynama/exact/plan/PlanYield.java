package org.dynama.exact.plan;

import org.dynama.exact.rational.Rational;

/**
 * What a plan yields from a history on, when all have been truthful so far, and all but one are from now on.
 *
 * @param profit of the designer when all are truthful
 * @param truth per agent and type: utility of truth
 * @param best per agent and type: utility of the best reports
 */
@SuppressWarnings("ArrayRecordComponent")
record PlanYield(Rational profit, Rational[][] truth, Rational[][] best) {
    /** Profit and all utilities of truth, by the chances of first types. */
    Rational welfare(PlanWorld world) {
        Rational welfare = profit;
        for (int i = 0; i < truth.length; i++) {
            for (int v = 0; v < truth[i].length; v++) {
                Rational chance = world.of(i).initial().get(v);
                welfare = welfare.plus(chance.times(truth[i][v])).reduced();
            }
        }
        return welfare;
    }
}
