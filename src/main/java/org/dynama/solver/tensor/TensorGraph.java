package org.dynama.solver.tensor;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.solver.tensor.TensorGather.Link;
import org.jspecify.annotations.Nullable;

/** Lays an MDP out by stages, with the links between their rows. */
final class TensorGraph {
    private final Mdp mdp;
    private final int[] stageOf;
    /** Where each state stands in its stage. */
    private final int[] row;

    private final int[] stateCounts;
    /** The most actions of a state of each stage. */
    private final int[] widths;

    private final int[] rowCounts;
    private final List<List<Link>> intoState = new ArrayList<>();

    private TensorGraph(Mdp mdp, int[] stageOf) {
        this.mdp = mdp;
        this.stageOf = stageOf;
        row = new int[mdp.stateCount()];
        stateCounts = new int[IntStream.of(stageOf).max().orElseThrow() + 1];
        for (int s = 0; s < row.length; s++) {
            row[s] = stateCounts[stageOf[s]]++;
            intoState.add(new ArrayList<>(1));
        }
        widths = new int[stateCounts.length];
        for (int s = 0; s < row.length; s++) {
            widths[stageOf[s]] = Math.max(widths[stageOf[s]], TensorStage.width(mdp, s));
        }
        rowCounts = IntStream.range(0, widths.length)
                .map(t -> stateCounts[t] * widths[t])
                .toArray();
        Transitions transitions = mdp.transitions();
        for (int pair = 0; pair < transitions.pairs(); pair++) {
            int s = mdp.stateOf(pair);
            int pairRow = row[s] * widths[stageOf[s]] + pair - mdp.firstPair(s);
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                intoState.get(transitions.next(k)).add(new Link(stageOf[s], pairRow, transitions.probability(k)));
            }
        }
    }

    /** The stages on the device, first to last. */
    static List<TensorStage> stages(TensorDevice device, NDManager manager, Mdp mdp, int[] stageOf) {
        TensorGraph graph = new TensorGraph(mdp, stageOf);
        List<TensorStage> out = new ArrayList<>();
        for (int t = 0; t < graph.stateCounts.length; t++) {
            int stage = t;
            int[] states = IntStream.range(0, mdp.stateCount())
                    .filter(s -> stageOf[s] == stage)
                    .toArray();
            List<List<Link>> into =
                    IntStream.of(states).mapToObj(graph.intoState::get).toList();
            out.add(new TensorStage(
                    device,
                    manager,
                    mdp,
                    states,
                    gather(device, manager, graph.outOf(states), graph.stateCounts),
                    gather(device, manager, into, graph.rowCounts)));
        }
        return out;
    }

    private List<List<Link>> outOf(int[] states) {
        Transitions transitions = mdp.transitions();
        List<List<Link>> links = new ArrayList<>();
        for (int s : states) {
            for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
                links.add(IntStream.range(transitions.begin(pair), transitions.end(pair))
                        .mapToObj(k -> link(transitions.next(k), transitions.probability(k)))
                        .toList());
            }
            for (int empty = TensorStage.width(mdp, s); empty < widths[stageOf[s]]; empty++) {
                links.add(List.of());
            }
        }
        return links;
    }

    private Link link(int state, double probability) {
        return new Link(stageOf[state], row[state], probability);
    }

    private static @Nullable TensorGather gather(
            TensorDevice device, NDManager manager, List<List<Link>> links, int[] rows) {
        return links.stream().allMatch(List::isEmpty) ? null : new TensorGather(device, manager, links, rows);
    }
}
