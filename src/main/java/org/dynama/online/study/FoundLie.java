package org.dynama.online.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Reals;
import org.dynama.page.Numbers;

/**
 * A lie that a search found, with the keys by which a spec tells it again.
 *
 * @param agent who tells it, from 1
 * @param kind of the lie in a spec
 * @param episodes the first episode of each row
 * @param factors shape {@code [G][C]}
 * @param offsets shape {@code [G][C]}; in money
 * @param searchGain per round over the truth, on the search's own seeds and rounds
 * @param tried ways that were simulated
 */
public record FoundLie(
        int agent,
        String kind,
        List<Long> episodes,
        List<Reals> factors,
        List<Reals> offsets,
        double searchGain,
        int tried) {
    public FoundLie {
        episodes = List.copyOf(episodes);
        factors = List.copyOf(factors);
        offsets = List.copyOf(offsets);
    }

    /** The most frequent entry, and how many there are of others. */
    public String says() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int g = 0; g < factors.size(); g++) {
            for (int c = 0; c < factors.get(g).size(); c++) {
                String entry = "times " + factors.get(g).get(c) + " plus "
                        + Numbers.plain(offsets.get(g).get(c));
                counts.merge(entry, 1, Integer::sum);
            }
        }
        int all = counts.values().stream().mapToInt(count -> count).sum();
        Map.Entry<String, Integer> most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue());
        int others = all - most.getValue();
        return most.getKey() + (others == 0 ? "" : ", otherwise in " + others + " of " + all + " entries");
    }
}
