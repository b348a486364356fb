package org.dynama.exact.certificate;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.dynama.refusal.Refusal;

/**
 * What a total horizon promises: from every state that counts the end is reached under every policy. Without it dual values
 * would bound no policy that goes on for ever.
 */
final class SureEnd {
    private static final int SHOWN = 5;

    private SureEnd() {}

    /**
     * Takes away states all of whose moves may end the run or lead to a state that is taken away; costs
     * {@code O(S * entries)} at worst.
     *
     * @throws IllegalArgumentException if some are left, with the moves by which a run can go on for ever
     */
    static void require(Economy economy) {
        BitSet left = (BitSet) economy.states.clone();
        BitSet ending = new BitSet();
        do {
            left.andNot(ending);
            ending.clear();
            left.stream()
                    .filter(s -> economy.movesAt.get(s).stream().noneMatch(move -> lasts(economy, move, left)))
                    .forEach(ending::set);
        } while (!ending.isEmpty());
        if (!left.isEmpty()) {
            List<String> moves = left.stream()
                    .boxed()
                    .flatMap(s -> economy.movesAt.get(s).stream().filter(move -> lasts(economy, move, left)))
                    .limit(SHOWN)
                    .map(move -> "\"" + economy.world.moveName(move) + "\"")
                    .toList();
            throw Refusal.of(
                    "horizon total needs runs that end under every policy: in " + economy.name
                            + " one can go on for ever by " + moves.stream().collect(Collectors.joining(", ")),
                    "Maybe use a discounted horizon.");
        }
    }

    private static boolean lasts(Economy economy, int move, BitSet left) {
        List<Move.Successor> next = economy.move(move).next();
        return !next.isEmpty() && next.stream().allMatch(successor -> left.get(successor.state()));
    }
}
