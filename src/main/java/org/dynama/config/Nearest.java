package org.dynama.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What a misspelled word was meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest changed letters, the first of equals; empty where none is near. */
    public static String of(String word, Collection<String> candidates) {
        String folded = word.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(folded, candidate.toLowerCase(Locale.ROOT))))
                .filter(best -> 3 * distance(folded, best.toLowerCase(Locale.ROOT)) <= Math.max(3, best.length()))
                .orElse("");
    }

    /** Levenshtein distance, a swap of neighbours counting once. */
    static int distance(String a, String b) {
        int[][] cost = new int[3][b.length() + 1];
        Arrays.setAll(cost[0], j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] now = cost[i % 3];
            int[] last = cost[(i - 1) % 3];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(last[j - 1] + changed, 1 + Math.min(last[j], now[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    now[j] = Math.min(now[j], cost[(i - 2) % 3][j - 2] + 1);
                }
            }
        }
        return cost[a.length() % 3][b.length()];
    }
}
