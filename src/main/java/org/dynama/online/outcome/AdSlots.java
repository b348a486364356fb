package org.dynama.online.outcome;

import org.dynama.refusal.Refusal;
import org.dynama.solver.Assignment;

/**
 * Advertisement slots: each goes to one agent at most and each agent has one at most; allocation {@code s} is slot
 * {@code s}, counted from 1. Slots may stay empty.
 *
 * <p>The maximizer is the Hungarian method, and what an agent's absence changes is one more augmenting path, so that all
 * prices cost {@code O(m^2 (n + m))} for {@code m} slots, like the assignment itself. An agent whom the designer
 * would rather see in a slot than out, whatever it is worth to her, costs as much again.
 *
 * @param agents at least 1
 * @param slots at least 1
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), Example 2</a>
 */
public record AdSlots(int agents, int slots) implements Outcomes {

    public AdSlots {
        if (agents < 1 || slots < 1) {
            throw Refusal.of("agents = " + agents + " and slots = " + slots + " must both be at least 1", "");
        }
    }

    @Override
    public int allocations() {
        return slots + 1;
    }

    /** Slots move round the agents: {@code max(n, m)} rounds. */
    @Override
    public int[][] exploration(boolean designer) {
        int count = Math.max(agents, slots);
        int[][] rounds = new int[count][agents + 1];
        for (int k = 0; k < count; k++) {
            for (int slot = 0; slot < slots; slot++) {
                int i = (slot + k) % count;
                if (i < agents) {
                    rounds[k][i] = slot + 1;
                }
            }
        }
        return rounds;
    }

    @Override
    public Maximizer maximizer() {
        return new Matching(this);
    }

    private static final class Matching implements Maximizer {
        private final int agents;
        private final int slots;
        private final Assignment assignment;

        Matching(AdSlots space) {
            agents = space.agents;
            slots = space.slots;
            // One empty place for each slot, worth nothing.
            assignment = new Assignment(slots, agents + slots);
        }

        private double load(double[] values, double[] designer, int absent) {
            int size = slots + 1;
            double base = 0;
            for (int i = 0; i < agents; i++) {
                int at = i * size;
                double counts = i == absent ? 0 : 1;
                double left = counts * values[at] + designer[at];
                base += left;
                for (int slot = 0; slot < slots; slot++) {
                    assignment.weigh(slot, i, counts * values[at + slot + 1] + designer[at + slot + 1] - left);
                }
            }
            return base;
        }

        @Override
        public double best(double[] values, double[] designer, int[] outcome) {
            double value = load(values, designer, -1) + assignment.solve();
            for (int i = 0; i < agents; i++) {
                outcome[i] = assignment.row(i) + 1;
            }
            return value;
        }

        @Override
        public void bestWithout(double[] values, double[] designer, double[] without) {
            double base = load(values, designer, -1);
            double value = assignment.solve();
            boolean dirty = false;
            for (int i = 0; i < agents; i++) {
                if (isWantedUnvalued(designer, i)) {
                    without[i] = load(values, designer, i) + assignment.solve();
                    dirty = true;
                } else {
                    if (dirty) {
                        base = load(values, designer, -1);
                        value = assignment.solve();
                        dirty = false;
                    }
                    without[i] =
                            base - values[i * (slots + 1)] + (assignment.row(i) < 0 ? value : assignment.without(i));
                }
            }
        }

        /** Whether the designer would rather give the agent a slot than none, whatever the agent thinks of it. */
        private boolean isWantedUnvalued(double[] designer, int i) {
            int at = i * (slots + 1);
            for (int s = 1; s <= slots; s++) {
                if (designer[at + s] > designer[at]) {
                    return true;
                }
            }
            return false;
        }
    }
}
