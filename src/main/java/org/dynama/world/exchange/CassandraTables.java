package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.world.exchange.CassandraWords.Known;
import org.dynama.world.exchange.CassandraWords.Range;
import org.jspecify.annotations.Nullable;

/** Reads {@code T:} and {@code R:} of Cassandra's files; what comes later goes over what came before. */
final class CassandraTables {
    private static final long MOST_PAIRS = 2_000_000;
    private static final long MOST_ENTRIES = 20_000_000;

    private final CassandraWords words;
    private final Known states;
    private final Known actions;
    private final SparseRow start;
    private final SparseRow[] next;
    private final Earned[] earned;
    private long entries;

    /** What a pair earns, wherever it leads but for some states. */
    private static final class Earned {
        private double everywhere;
        private final SparseRow somewhere = new SparseRow();
    }

    /**
     * Tables without an entry.
     *
     * @param start to which {@code reset} leads
     */
    CassandraTables(CassandraWords words, Known states, Known actions, SparseRow start) {
        this.words = words;
        this.states = states;
        this.actions = actions;
        this.start = start;
        long pairs = (long) states.size() * actions.size();
        if (pairs > MOST_PAIRS) {
            String rule = "has " + pairs + " pairs of states and actions, and at most " + MOST_PAIRS + " can be read";
            throw words.source().end(words.words().at(), "", rule, "Maybe fewer states.");
        }
        next = new SparseRow[(int) pairs];
        earned = new Earned[(int) pairs];
    }

    private interface Pair {
        void at(int pair);
    }

    private void each(Range a, Range s, Pair visitor) {
        for (int state = s.from(); state < s.to(); state++) {
            for (int action = a.from(); action < a.to(); action++) {
                visitor.at(state * actions.size() + action);
            }
        }
    }

    private void count(long more) {
        entries += more;
        if (entries > MOST_ENTRIES) {
            String rule = "makes more than " + MOST_ENTRIES + " entries, and no more can be read";
            throw words.source().end(words.words().at(), "", rule, "Maybe fewer wildcards, or fewer states.");
        }
    }

    /** Reads what stands behind {@code T:}. */
    void transitions() {
        Range a = words.range(actions);
        Range all = new Range(0, states.size());
        if (!words.hasColon()) {
            matrix(a, all, true);
            return;
        }
        Range s = words.range(states);
        if (!words.hasColon()) {
            matrix(a, s, false);
            return;
        }
        Range to = words.range(states);
        double probability = words.probability();
        each(a, s, pair -> to(pair, to, probability));
    }

    private SparseRow row(int pair) {
        if (next[pair] == null) {
            next[pair] = new SparseRow();
        }
        return next[pair];
    }

    private void to(int pair, Range to, double probability) {
        count(to.to() - to.from());
        for (int state = to.from(); state < to.to(); state++) {
            if (probability > 0 || row(pair).has(state)) {
                row(pair).set(state, probability);
            }
        }
    }

    /** A word for the whole, or a row for each state of a matrix, or for one state. */
    private void matrix(Range a, Range s, boolean isWhole) {
        words.words().require("probabilities");
        String word = words.words().word();
        Range all = new Range(0, states.size());
        if (word.equals("uniform")) {
            each(a, s, pair -> to(pair, all, 1.0 / states.size()));
        } else if (word.equals("identity") && isWhole) {
            each(a, s, pair -> only(pair, pair / actions.size()));
        } else if (word.equals("reset")) {
            each(a, s, pair -> {
                row(pair).clear();
                for (int k = 0; k < start.size(); k++) {
                    to(pair, new Range(start.state(k), start.state(k) + 1), start.value(k));
                }
            });
        } else {
            words.words().back(words.words().at());
            List<Range> rows = new ArrayList<>();
            for (int state = s.from(); isWhole && state < s.to(); state++) {
                rows.add(new Range(state, state + 1));
            }
            (isWhole ? rows : List.of(s)).forEach(row -> row(a, row));
        }
    }

    private void only(int pair, int state) {
        row(pair).clear();
        to(pair, new Range(state, state + 1), 1);
    }

    private void row(Range a, Range s) {
        each(a, s, pair -> row(pair).clear());
        for (int state = 0; state < states.size(); state++) {
            double probability = words.probability();
            Range to = new Range(state, state + 1);
            each(a, s, pair -> to(pair, to, probability));
        }
    }

    /** Reads what stands behind {@code R:}. */
    void rewards() {
        Range a = words.range(actions);
        boolean hasState = words.hasColon();
        Range s = hasState ? words.range(states) : new Range(0, states.size());
        if (hasState && words.hasColon()) {
            Range to = words.range(states);
            if (words.hasColon()) {
                requireAll();
            }
            double reward = words.number();
            each(a, s, pair -> earn(pair, to, reward));
            return;
        }
        for (int from = s.from(); from < (hasState ? s.from() + 1 : s.to()); from++) {
            Range rows = hasState ? s : new Range(from, from + 1);
            for (int state = 0; state < states.size(); state++) {
                double reward = words.number();
                Range to = new Range(state, state + 1);
                each(a, rows, pair -> earn(pair, to, reward));
            }
        }
    }

    /** Rewards of a process without observations may have {@code *} in their place. */
    private void requireAll() {
        words.words().require("*");
        if (!words.words().is("*")) {
            String rule = "must be *, since the file declares no observations";
            words.source().fault(words.words().at(), words.words().word(), rule, "");
        }
    }

    private void earn(int pair, Range to, double reward) {
        if (earned[pair] == null) {
            earned[pair] = new Earned();
        }
        Earned here = earned[pair];
        if (to.to() - to.from() == states.size()) {
            here.everywhere = reward;
            here.somewhere.clear();
        } else if (to.from() < to.to()) {
            count(1);
            here.somewhere.set(to.from(), reward);
        }
    }

    /** The choices; adds a fault where probabilities do not sum to 1. */
    List<ModelChoice> choices(double sign) {
        List<ModelChoice> choices = new ArrayList<>();
        for (int pair = 0; pair < next.length; pair++) {
            int state = pair / actions.size();
            String action = actions.names().get(pair % actions.size());
            SparseRow row = row(pair);
            if (!(Math.abs(row.sum() - 1) <= 1e-9)) {
                String where =
                        "T of action " + action + " in state " + states.names().get(state);
                words.source().fault(where + " sums to " + row.sum() + " and must sum to 1", "");
            }
            double reward = sign * expected(row, earned[pair]) + 0.0;
            choices.add(new ModelChoice(state, action, row, Map.of(ExplicitModel.REWARD, reward)));
        }
        return choices;
    }

    private static double expected(SparseRow row, @Nullable Earned earned) {
        ExpectedReward expected = new ExpectedReward();
        for (int k = 0; k < row.size() && earned != null; k++) {
            expected.add(row.value(k), earned.somewhere.get(row.state(k), earned.everywhere));
        }
        return expected.value();
    }
}
