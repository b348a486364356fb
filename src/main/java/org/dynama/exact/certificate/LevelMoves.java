package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Rational;

/** The moves that are exactly as good as the best ones, by gains and biases that no move betters. */
final class LevelMoves {
    private final Economy economy;
    /** By state, in order. */
    private final List<List<Integer>> movesAt = new ArrayList<>();

    LevelMoves(Economy economy, List<Rational> gains, List<Rational> biases) {
        this.economy = economy;
        Bellman bellman = new Bellman(economy, biases, gains);
        for (List<Integer> moves : economy.movesAt) {
            movesAt.add(
                    moves.size() == 1
                            ? moves
                            : moves.stream().filter(bellman::isLevel).toList());
        }
    }

    List<Integer> at(int state) {
        return movesAt.get(state);
    }

    /** Takes the lowest one in every state. */
    void takeLowest(int[] policy) {
        economy.states.stream().forEach(s -> policy[s] = movesAt.get(s).get(0));
    }

    /**
     * Whether runs can stay for ever in different places, so that they need not get from each to the other by such moves:
     * then biases are not unique up to a constant.
     */
    boolean hasSeveralEnds() {
        List<List<Integer>> kept = new ArrayList<>(movesAt);
        BitSet[] after;
        boolean changed;
        do {
            after = after(kept);
            changed = false;
            for (int s : economy.states.stream().toArray()) {
                BitSet[] reach = after;
                List<Integer> inside = kept.get(s).stream()
                        .filter(move -> economy.move(move).next().stream().allMatch(next -> reach[next.state()].get(s)))
                        .toList();
                changed |= inside.size() < kept.get(s).size();
                kept.set(s, inside);
            }
        } while (changed);
        int first = -1;
        for (int s : economy.states.stream().toArray()) {
            if (!kept.get(s).isEmpty()) {
                first = first < 0 ? s : first;
                if (!after[first].get(s)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** By state, what can follow it, sooner or later: Warshall's closure. */
    private BitSet[] after(List<List<Integer>> moves) {
        BitSet[] after = new BitSet[moves.size()];
        for (int s = 0; s < after.length; s++) {
            after[s] = new BitSet();
            for (int move : moves.get(s)) {
                for (Move.Successor next : economy.move(move).next()) {
                    after[s].set(next.state());
                }
            }
        }
        for (int middle = 0; middle < after.length; middle++) {
            for (BitSet from : after) {
                if (from.get(middle)) {
                    from.or(after[middle]);
                }
            }
        }
        return after;
    }
}
