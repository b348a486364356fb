package org.dynama.online.bandit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.online.regret.Charges;
import org.dynama.online.regret.Curves;
import org.dynama.online.regret.Regrets;

/**
 * One simulated run.
 *
 * @param seed the index of its random stream
 * @param regrets see {@link Regrets#curves}; expectations over each round's own realisations, so that they
 *     are sums of true means
 * @param charges whose prices are means since the point before
 * @param lowestUtility the smallest expected utility of an agent in a round, where one is negative; else 0
 * @param worstDeviation the largest deviation of a mean from the truth when exploitation begins, as a share of the
 *     confidence radius; above 1 the confidence sets have failed
 * @param brackets that were started, or episodes
 * @param updates of confidence sets, one in each bracket or episode that gets as far as exploitation
 * @param lies how many reports were altered, by the names of {@link org.dynama.online.reporting.Hearing#facts}
 */
public record BanditRun(
        long seed,
        Curves regrets,
        Charges charges,
        double lowestUtility,
        double worstDeviation,
        long brackets,
        long updates,
        Map<String, Double> lies) {

    /** The largest {@code |welfare - designer - agents| / rounds} at the points of the grid. */
    public double worstIdentity() {
        return Regrets.worstIdentity(regrets);
    }

    /** Numbers of the whole run, by name. */
    public Map<String, Double> facts() {
        Map<String, Double> facts = new LinkedHashMap<>();
        facts.put("worstIdentity", worstIdentity());
        facts.put("belowZero", charges.belowZero());
        facts.put("lowestUtility", lowestUtility);
        facts.put("updates", (double) updates);
        facts.put("covered", worstDeviation <= 1 ? 1.0 : 0);
        facts.put("worstDeviation", worstDeviation);
        facts.put("brackets", (double) brackets);
        facts.putAll(lies);
        return facts;
    }
}
