package org.dynama.online.mdp;

import org.dynama.page.Numbers;
import org.dynama.refusal.Refusal;

/**
 * How large the linear programs of a designer who learns are: a column for each pair and each of its moves, and rows for what each
 * may have.
 */
public final class ProgramSize {
    /** Larger ones take minutes each, of which an update solves one for each agent. */
    static final long MOST_ROWS = 2_000;

    private ProgramSize() {}

    /** Rows of a program of so many states and pairs. */
    static long rows(long states, long pairs) {
        return states == 1 ? 1 : states + pairs + pairs * states;
    }

    /**
     * Refuses what no update would end in.
     *
     * @throws Refusal with the rows by part, and the most pairs that would do
     */
    public static void require(Market market) {
        long states = market.stateCount();
        long pairs = market.pairs();
        long rows = rows(states, pairs);
        if (rows > MOST_ROWS) {
            long most = Math.max(1, (MOST_ROWS - states) / ((1 + states) * states));
            throw Refusal.of(
                    "learning " + market.name() + " takes linear programs of " + Numbers.count(rows) + " rows: "
                            + Numbers.count(pairs * states) + " for moves, " + Numbers.count(pairs) + " for its "
                            + Numbers.count(pairs) + " state-action pairs and " + states + " for its states; "
                            + Numbers.count(MOST_ROWS) + " are the most",
                    "Maybe at most " + most + " actions with these " + states + " states, or model: known.");
        }
    }
}
