package org.dynama.exact.certificate;

import java.util.BitSet;
import java.util.List;

/** Whether runs of a total horizon end from every state that counts, under every policy. */
final class SureEnd {
    private SureEnd() {}

    /**
     * Takes away states all of whose moves may end the run or lead to a state that is taken away; costs
     * {@code O(S * entries)} at worst.
     *
     * @return whether none is left
     */
    static boolean isSure(Economy economy) {
        BitSet left = (BitSet) economy.states.clone();
        BitSet ending = new BitSet();
        do {
            left.andNot(ending);
            ending.clear();
            left.stream()
                    .filter(s -> economy.movesAt.get(s).stream().noneMatch(move -> lasts(economy, move, left)))
                    .forEach(ending::set);
        } while (!ending.isEmpty());
        return left.isEmpty();
    }

    private static boolean lasts(Economy economy, int move, BitSet left) {
        List<Move.Successor> next = economy.move(move).next();
        return !next.isEmpty() && next.stream().allMatch(successor -> left.get(successor.state()));
    }
}
