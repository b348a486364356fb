package org.dynama.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the states of an {@link AuctionLattice} remember. */
final class AuctionMemories {
    private AuctionMemories() {}

    /**
     * How many items of each kind each agent has.
     *
     * @param agents {@code n}
     * @param kinds of each item, from 0
     * @param one whether an agent gets one item at most
     */
    record Counts(int agents, List<Integer> kinds, boolean one) implements AuctionLattice.Memory {
        Counts {
            kinds = List.copyOf(kinds);
        }

        private int kindCount() {
            return Collections.max(kinds) + 1;
        }

        @Override
        public List<Integer> start() {
            return Collections.nCopies(agents * kindCount(), 0);
        }

        @Override
        public @Nullable List<Integer> after(List<Integer> before, int item, int winner) {
            if (winner == 0) {
                return before;
            }
            int first = (winner - 1) * kindCount();
            if (one
                    && before.subList(first, first + kindCount()).stream()
                            .mapToInt(count -> count)
                            .anyMatch(count -> count > 0)) {
                return null;
            }
            List<Integer> after = new ArrayList<>(before);
            after.set(first + kinds.get(item), before.get(first + kinds.get(item)) + 1);
            return List.copyOf(after);
        }

        @Override
        public String describe(List<Integer> state) {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < state.size(); at++) {
                if (state.get(at) > 0) {
                    text.append(text.isEmpty() ? "; " : ", ").append("agent ").append(at / kindCount() + 1);
                    text.append(" has ").append(state.get(at));
                    text.append(kindCount() > 1 ? " of kind " + (at % kindCount() + 1) : "");
                }
            }
            return text.toString();
        }
    }

    /**
     * Which agents have an item, however many.
     *
     * @param agents {@code n}
     * @param counted whether it is remembered how many are sold, too
     */
    record Winners(int agents, boolean counted) implements AuctionLattice.Memory {
        @Override
        public List<Integer> start() {
            return Collections.nCopies(agents + 1, 0);
        }

        @Override
        public List<Integer> after(List<Integer> before, int item, int winner) {
            if (winner == 0 || (!counted && before.get(winner - 1) == 1)) {
                return before;
            }
            List<Integer> after = new ArrayList<>(before);
            after.set(winner - 1, 1);
            after.set(agents, counted ? before.get(agents) + 1 : 0);
            return List.copyOf(after);
        }

        @Override
        public String describe(List<Integer> state) {
            List<String> winners = new ArrayList<>();
            for (int i = 0; i < agents; i++) {
                if (state.get(i) == 1) {
                    winners.add("agent " + (i + 1));
                }
            }
            String sold = counted ? state.get(agents) + " sold to " : "some to ";
            return winners.isEmpty() ? "" : "; " + sold + String.join(", ", winners);
        }
    }

    /** How many items are sold, whoever has them. */
    record Totals() implements AuctionLattice.Memory {
        @Override
        public List<Integer> start() {
            return List.of(0);
        }

        @Override
        public List<Integer> after(List<Integer> before, int item, int winner) {
            return winner == 0 ? before : List.of(before.get(0) + 1);
        }

        @Override
        public String describe(List<Integer> state) {
            return state.get(0) == 0 ? "" : "; " + state.get(0) + " sold";
        }
    }
}
