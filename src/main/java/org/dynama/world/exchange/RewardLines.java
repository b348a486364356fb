package org.dynama.world.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads rewards of states, {@code state reward}, or of transitions, {@code state [choice] next reward}, as PRISM and Storm
 * write them. PRISM's begin with a line of counts, as the transitions do, and may name their structure in a comment.
 */
final class RewardLines {
    private static final Pattern NAMED = Pattern.compile("#\\s*Reward structure:?\\s+\"?([^\"]+)\"?\\s*");

    private final SourceText source;
    private final Lines lines;
    private final TransitionLines transitions;
    private String structure;
    /** What a state earns in every step. */
    final Map<Integer, Double> states = new HashMap<>();
    /** What a transition earns, by state and choice. */
    final Map<List<Integer>, SparseRow> moves = new HashMap<>();

    private RewardLines(SourceText source, String structure, TransitionLines transitions) {
        this.source = source;
        this.structure = structure;
        this.transitions = transitions;
        lines = new Lines(source);
    }

    /**
     * Reads a file.
     *
     * @param structure its name, unless the file names it
     * @param isPrism whether counts come first
     */
    static RewardLines read(SourceText source, String structure, TransitionLines transitions, boolean isPrism) {
        RewardLines read = new RewardLines(source, structure, transitions);
        boolean isLine = read.lines.next();
        for (; isLine && read.lines.isComment(); isLine = read.lines.next()) {
            read.name();
        }
        long wanted = -1;
        if (isPrism && isLine) {
            wanted = read.lines.count(read.lines.size() - 1, "a number of entries");
            isLine = read.lines.next();
        }
        long entries = 0;
        for (; isLine; isLine = read.lines.next()) {
            read.entry();
            entries++;
        }
        if (wanted >= 0 && entries != wanted) {
            source.fault(
                    "has " + entries + " rewards, and its first line says " + wanted, "Maybe the file is cut off.");
        }
        return read;
    }

    String structure() {
        return structure;
    }

    private void name() {
        StringBuilder line = new StringBuilder(lines.word(0));
        for (int k = 1; k < lines.size(); k++) {
            line.append(' ').append(lines.word(k));
        }
        Matcher matcher = NAMED.matcher(line);
        if (matcher.matches()) {
            structure = matcher.group(1).strip();
        }
    }

    private void entry() {
        int count = transitions.rows().size();
        int move = transitions.isMdp() ? 4 : 3;
        if (lines.size() != 2
                && !lines.hasSize(
                        move, "state reward, or " + (move == 4 ? "state choice next reward" : "state next reward"))) {
            return;
        }
        int state = lines.whole(0, "a state", count);
        double reward = lines.number(lines.size() - 1, "a number");
        if (state < 0 || Double.isNaN(reward)) {
            return;
        }
        if (lines.size() == 2) {
            if (states.put(state, reward) != null) {
                source.fault(lines.at(0), lines.word(0), "has a reward already", "Keep one of the two.");
            }
            return;
        }
        int choice = move == 4 ? lines.whole(1, "a choice", GymnasiumTable.MOST_STATES) : 0;
        int next = lines.whole(move - 2, "a state", count);
        TransitionLines.Row row = transitions.rows().get(state).get(choice);
        if (row == null || !row.next().has(next)) {
            source.fault(lines.at(0), "", "rewards a transition that there is not", "");
            return;
        }
        SparseRow rewards = moves.computeIfAbsent(List.of(state, choice), pair -> new SparseRow());
        if (rewards.has(next)) {
            source.fault(lines.at(0), "", "rewards a transition that has a reward already", "Keep one of the two.");
        }
        rewards.set(next, reward);
    }

    /** What a choice earns in expectation. */
    double earned(int state, int choice, SparseRow next) {
        SparseRow rewards = moves.get(List.of(state, choice));
        ExpectedReward expected = new ExpectedReward();
        for (int k = 0; k < next.size(); k++) {
            expected.add(next.value(k), rewards == null ? 0 : rewards.get(next.state(k), 0));
        }
        return states.getOrDefault(state, 0.0) + expected.value();
    }
}
