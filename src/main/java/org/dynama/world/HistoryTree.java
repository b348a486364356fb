package org.dynama.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;

/** The tree of histories of a fixed number of rounds, each with the same choices: states of sales and schedules. */
final class HistoryTree {
    private HistoryTree() {}

    /** Bytes that building and naming one state-action pair takes, roughly. */
    private static final double BYTES = 150;

    /**
     * All histories of fewer than {@code rounds} choices, shortest first, then in lexicographic order.
     *
     * @throws IllegalArgumentException if their state-action pairs are too many for Java's memory
     */
    static List<int[]> of(int choices, int rounds) {
        double size = 0;
        for (int t = 1; t <= rounds; t++) {
            size += Math.pow(choices, t);
        }
        double memory = Runtime.getRuntime().maxMemory();
        if (size * BYTES > memory || size > Integer.MAX_VALUE / 8.0) {
            throw Refusal.of(
                    String.format(
                            Locale.ROOT,
                            "%d choices in each of %d rounds make %.3g state-action pairs:"
                                    + " too many for %.1f GiB of memory",
                            choices,
                            rounds,
                            size,
                            memory / (1L << 30)),
                    "Maybe fewer rounds, or more memory for Java (JAVA_OPTS=-Xmx...).");
        }
        List<int[]> histories = new ArrayList<>(List.of(new int[0]));
        for (int k = 0; histories.get(k).length < rounds - 1; k++) {
            int[] past = histories.get(k);
            for (int a = 0; a < choices; a++) {
                int[] extended = Arrays.copyOf(past, past.length + 1);
                extended[past.length] = a;
                histories.add(extended);
            }
        }
        return histories;
    }

    /** {@code round 3 after agent 1, nobody}. */
    static String describe(int[] history, String round, IntFunction<String> choice) {
        StringBuilder text = new StringBuilder(round).append(' ').append(history.length + 1);
        for (int k = 0; k < history.length; k++) {
            text.append(k == 0 ? " after " : ", ").append(choice.apply(history[k]));
        }
        return text.toString();
    }

    static Transitions transitions(List<int[]> histories, int choices, int rounds) {
        Transitions.Builder builder = new Transitions.Builder(histories.size(), choices);
        int child = 1;
        for (int s = 0; s < histories.size(); s++) {
            for (int a = 0; a < choices; a++) {
                if (histories.get(s).length < rounds - 1) {
                    builder.to(s, a, child++, 1);
                } else {
                    builder.end(s, a);
                }
            }
        }
        return builder.build();
    }

    /** Every run begins with the empty history. */
    static Reals initial(List<int[]> histories) {
        double[] initial = new double[histories.size()];
        initial[0] = 1;
        return Reals.of(initial);
    }
}
