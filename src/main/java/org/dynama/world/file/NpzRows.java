package org.dynama.world.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Amount;
import org.dynama.model.Reals;
import org.dynama.numpy.NpzFile;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Payoff;
import org.dynama.world.market.Successors;
import org.jspecify.annotations.Nullable;

/** Makes actions of the rows of an archive: where they lead to, and what they earn. */
final class NpzRows {
    /** How far probabilities may miss their sum. */
    static final double SLACK = 1e-9;

    private static final double UNIT = 0x1p-53;

    private final List<MarketAgent> agents;
    private final int[] firstColumn;
    private final boolean mayEnd;
    private final NpzFaults faults;
    private final @Nullable NpzMatrix transitions;
    private final @Nullable NpzMatrix rewards;
    private final @Nullable NpzMatrix constants;
    private final @Nullable NpzMatrix designer;
    private final @Nullable NpzMatrix needs;

    NpzRows(NpzFile archive, List<MarketAgent> agents, int rows, int states, boolean mayEnd, NpzFaults faults) {
        this.agents = agents;
        this.mayEnd = mayEnd;
        this.faults = faults;
        firstColumn = columns(agents);
        transitions = NpzMatrix.read(archive, "transitions", rows, states, faults);
        rewards = optional(archive, "rewards", rows, firstColumn[agents.size()]);
        constants = optional(archive, "constants", rows, agents.size());
        designer = optional(archive, "designer", rows, 1);
        needs = optional(archive, "needs", rows, agents.size());
    }

    /** The first column of each agent's numbers in the matrix of rewards, and behind the last how many there are. */
    static int[] columns(List<MarketAgent> agents) {
        int[] first = new int[agents.size() + 1];
        for (int i = 0; i < agents.size(); i++) {
            first[i + 1] = first[i] + agents.get(i).dimension();
        }
        return first;
    }

    private @Nullable NpzMatrix optional(NpzFile archive, String name, int rows, int columns) {
        NpzMatrix matrix = NpzMatrix.isIn(archive, name) ? NpzMatrix.read(archive, name, rows, columns, faults) : null;
        for (int k = 0; matrix != null && k < matrix.data().length; k++) {
            if (!(Math.abs(matrix.data()[k]) <= Amount.LARGEST)) {
                faults.add(matrix.place(k), matrix.data()[k], "must be between -1e15 and 1e15", "");
            }
        }
        return matrix;
    }

    /** The actions, one a row. */
    List<MarketAction> actions(NpzPairs pairs, int periods) {
        List<MarketAction> actions = new ArrayList<>();
        BitSet sure = NpzMarket.first(1);
        BitSet always = NpzMarket.first(periods);
        BitSet nobody = new BitSet();
        for (int row = 0; row < pairs.state().length && transitions != null; row++) {
            MarketAction.Condition condition = new MarketAction.Condition(sure, always, needed(row, nobody), nobody);
            double own = designer == null ? 0 : sum(designer, row);
            MarketAction.Effect effect =
                    new MarketAction.Effect(next(transitions, row), payoffs(row), own + 0.0, Map.of(), Map.of());
            actions.add(new MarketAction(pairs.state()[row], pairs.action()[row], condition, effect));
        }
        return actions;
    }

    private BitSet needed(int row, BitSet nobody) {
        BitSet needed = new BitSet();
        for (int k = needs == null ? 0 : needs.begin(row); needs != null && k < needs.end(row); k++) {
            needed.set(needs.column(k), needs.data()[k] != 0);
        }
        return needed.isEmpty() ? nobody : needed;
    }

    private static double sum(NpzMatrix matrix, int row) {
        double sum = 0;
        for (int k = matrix.begin(row); k < matrix.end(row); k++) {
            sum += matrix.data()[k];
        }
        return sum;
    }

    /** Probabilities as they stand, zeros left out. */
    private Successors next(NpzMatrix matrix, int row) {
        int[] states = new int[matrix.end(row) - matrix.begin(row)];
        double[] probabilities = new double[states.length];
        BitSet known = new BitSet();
        int count = 0;
        double sum = 0;
        for (int k = matrix.begin(row); k < matrix.end(row); k++) {
            double probability = matrix.data()[k];
            if (!(probability >= 0 && probability <= 1 + SLACK)) {
                faults.add(matrix.place(k), probability, "must be a probability", "");
            } else if (known.get(matrix.column(k))) {
                faults.add(
                        matrix.place(k),
                        probability,
                        "is a second entry for state " + matrix.column(k) + " in row " + row,
                        "Maybe matrix.sum_duplicates() before it is saved.");
            } else if (probability > 0) {
                known.set(matrix.column(k));
                states[count] = matrix.column(k);
                probabilities[count++] = probability;
                sum += probability;
            }
        }
        if (count > 0 && !(Math.abs(sum - 1) <= SLACK + UNIT * count)) {
            String rule = "row " + row + " has probabilities that sum to " + sum + " and must sum to 1";
            faults.add(matrix.name(), "", rule, sum < 1 ? "Maybe an outcome is missing." : "Maybe one is too large.");
        } else if (count == 0 && !mayEnd) {
            faults.add(
                    matrix.name(),
                    "",
                    "row " + row + " has no entry, which ends the run, and an average horizon goes on for ever",
                    "Maybe lead to a state that stays for ever, or \"horizon\": {\"kind\": \"total\"}.");
        }
        return Successors.of(Arrays.copyOf(states, count), Arrays.copyOf(probabilities, count));
    }

    private Map<Integer, Payoff> payoffs(int row) {
        Map<Integer, double[]> coefficients = new LinkedHashMap<>();
        for (int k = rewards == null ? 0 : rewards.begin(row); rewards != null && k < rewards.end(row); k++) {
            int i = agent(rewards.column(k));
            if (rewards.data()[k] != 0) {
                coefficients
                                .computeIfAbsent(
                                        i, agent -> new double[agents.get(agent).dimension()])[
                                rewards.column(k) - firstColumn[i]] +=
                        rewards.data()[k];
            }
        }
        Map<Integer, Double> fixed = new LinkedHashMap<>();
        for (int k = constants == null ? 0 : constants.begin(row); constants != null && k < constants.end(row); k++) {
            if (constants.data()[k] != 0) {
                fixed.merge(constants.column(k), constants.data()[k], Double::sum);
            }
        }
        Map<Integer, Payoff> payoffs = new LinkedHashMap<>();
        for (int i = 0; i < agents.size(); i++) {
            double[] linear = coefficients.get(i);
            double constant = fixed.getOrDefault(i, 0.0);
            if (linear != null || constant != 0) {
                payoffs.put(i, new Payoff.Linear(linear == null ? Reals.of() : Reals.of(linear), constant));
            }
        }
        return payoffs;
    }

    private int agent(int column) {
        int i = 0;
        while (firstColumn[i + 1] <= column) {
            i++;
        }
        return i;
    }
}
