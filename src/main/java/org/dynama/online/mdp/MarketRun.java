package org.dynama.online.mdp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.online.regret.Charges;
import org.dynama.online.regret.Curves;
import org.dynama.online.regret.Regrets;

/**
 * One simulated run of any mechanism in a market that moves.
 *
 * @param seed the index of its random stream
 * @param expected regrets by the expected rewards of the state-action pairs that were visited; see {@link Regrets#curves}
 * @param realised regrets of the realised rewards; the same columns
 * @param charges whose prices are means since the point before
 * @param episodes that were begun
 * @param more numbers that the mechanism tells, and how many reports were altered, by name
 */
public record MarketRun(
        long seed, Curves expected, Curves realised, Charges charges, long episodes, Map<String, Double> more) {

    /** Numbers of the whole run, by name. */
    public Map<String, Double> facts() {
        Map<String, Double> facts = new LinkedHashMap<>();
        facts.put("worstIdentity", Math.max(Regrets.worstIdentity(expected), Regrets.worstIdentity(realised)));
        facts.put("belowZero", charges.belowZero());
        // Of a mechanism that is not the paper's nothing is asked about confidence sets.
        facts.put("updates", 0.0);
        facts.put("episodes", (double) episodes);
        facts.putAll(more);
        return facts;
    }
}
