package org.dynama.online.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.online.Curves;
import org.dynama.online.Regrets;
import org.dynama.online.mdp.Episode;

/**
 * What one seed of a case leaves.
 *
 * @param seed from 0
 * @param curves columns {@code welfare}, {@code seller}, {@code agents}, {@code max}, then a regret and a price for each
 *     agent, then what the kind adds
 * @param facts numbers of the whole run, by name
 * @param episodes of a market that moves; empty for others
 */
public record SeedRun(long seed, Curves curves, Map<String, Double> facts, List<Episode> episodes) {

    public SeedRun {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        episodes = List.copyOf(episodes);
    }

    /** What files call a column of regrets. */
    static String nameInFiles(String column) {
        return column.equals(Regrets.DESIGNER) ? "seller" : column;
    }
}
