package org.dynama.world.file;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Agent;
import org.dynama.model.EndComponents;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/** Checks an MDP as a whole: reach, cycles, gains, and whether it can be run without each agent. */
final class GraphChecks {
    private final Document document;
    private final Names names;
    private final Mdp mdp;
    private final Transitions transitions;
    private final Faults faults;

    GraphChecks(Document document, Names names, Mdp mdp, Faults faults) {
        this.document = document;
        this.names = names;
        this.mdp = mdp;
        this.transitions = mdp.transitions();
        this.faults = faults;
    }

    /** Adds a fault for every state out of reach, and for one cycle where there must be none. */
    void checkGraph() {
        BitSet all = new BitSet();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            all.set(pair, transitions.feasible(pair));
        }
        BitSet reached = reached(all);
        for (int s = reached.nextClearBit(0); s < mdp.stateCount(); s = reached.nextClearBit(s + 1)) {
            faults.add(document.fault(
                    names.firstEntry.get(s) + ".state",
                    "cannot be reached",
                    "Remove the state, let an action lead to it, or give it an initial probability."));
        }
        if (mdp.horizon() instanceof Horizon.Finite) {
            List<Integer> cycle = cycle();
            if (!cycle.isEmpty()) {
                faults.add(document.fault(
                        names.firstEntry.get(cycle.get(0)) + ".state",
                        "lies on a cycle, " + shown(cycle) + ", which a finite horizon does not allow",
                        "Maybe tell apart the visits (\"day 1\", \"day 2\"), or a discounted horizon."));
            }
        } else if (mdp.horizon() instanceof Horizon.AverageReward) {
            checkGain(all, "");
        }
    }

    private String shown(List<Integer> cycle) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(cycle.size(), 6);
        for (int s : cycle.subList(0, shown)) {
            text.append(mdp.states().get(s)).append(" -> ");
        }
        return text.append(shown < cycle.size() ? "... -> " : "")
                .append(mdp.states().get(cycle.get(0)))
                .toString();
    }

    private BitSet reached(BitSet allowed) {
        BitSet reached = new BitSet();
        int[] waiting = new int[mdp.stateCount()];
        int count = 0;
        for (int s = 0; s < mdp.stateCount(); s++) {
            if (mdp.initial().get(s) > 0) {
                reached.set(s);
                waiting[count++] = s;
            }
        }
        while (count > 0) {
            int s = waiting[--count];
            for (int pair = s * mdp.actionCount(); pair < (s + 1) * mdp.actionCount(); pair++) {
                for (int k = transitions.begin(pair); k < transitions.end(pair) && allowed.get(pair); k++) {
                    if (!reached.get(transitions.next(k))) {
                        reached.set(transitions.next(k));
                        waiting[count++] = transitions.next(k);
                    }
                }
            }
        }
        return reached;
    }

    /** The states of one cycle, in order; empty without one. A walk in depth, without recursion. */
    private List<Integer> cycle() {
        int[] entry = new int[mdp.stateCount()];
        int[] place = new int[mdp.stateCount()];
        BitSet done = new BitSet();
        List<Integer> walk = new ArrayList<>();
        for (int root = 0; root < mdp.stateCount(); root++) {
            int s = done.get(root) ? -1 : root;
            while (s >= 0) {
                if (place[s] == 0) {
                    walk.add(s);
                    place[s] = walk.size();
                    entry[s] = transitions.begin(s * mdp.actionCount());
                }
                int end = transitions.end((s + 1) * mdp.actionCount() - 1);
                while (entry[s] < end && done.get(transitions.next(entry[s]))) {
                    entry[s]++;
                }
                if (entry[s] == end) {
                    done.set(s);
                    walk.remove(walk.size() - 1);
                    s = walk.isEmpty() ? -1 : walk.get(walk.size() - 1);
                } else {
                    int next = transitions.next(entry[s]);
                    if (place[next] > 0) {
                        return walk.subList(place[next] - 1, walk.size());
                    }
                    s = next;
                }
            }
        }
        return List.of();
    }

    private void checkGain(BitSet allowed, String without) {
        BitSet pairs = (BitSet) allowed.clone();
        BitSet reached = reached(allowed);
        pairs.stream().filter(pair -> !reached.get(pair / mdp.actionCount())).forEach(pairs::clear);
        List<BitSet> ends = EndComponents.of(mdp, pairs);
        if (ends.size() > 1) {
            String first = mdp.states().get(ends.get(0).nextSetBit(0));
            String second = mdp.states().get(ends.get(1).nextSetBit(0));
            faults.add(document.fault(
                    names.firstEntry.get(ends.get(1).nextSetBit(0)) + ".state",
                    "makes the best gain depend on where the run gets" + without
                            + ": a run can stay for ever at or around \"" + first + "\", or at or around \"" + second
                            + "\", and not get from each to the other",
                    "Maybe let an action lead back, or a discounted horizon."));
        }
    }

    /**
     * What is impossible without each agent: the pairs that need her, and those that lead where she would be needed
     * sooner or later. Adds a fault where nothing is left.
     */
    List<BitSet> masks(List<BitSet> needs, List<Agent> agents) {
        List<BitSet> masks = new ArrayList<>();
        for (int i = 0; i < needs.size(); i++) {
            BitSet mask = needs.get(i).isEmpty() ? new BitSet() : mask(needs.get(i));
            masks.add(mask);
            if (!mask.isEmpty()) {
                check(mask, agents.get(i).name());
            }
        }
        return masks;
    }

    /** Takes away pairs that can lead to a state without any, until there are none. */
    private BitSet mask(BitSet needs) {
        int actions = mdp.actionCount();
        int[] left = new int[mdp.stateCount()];
        BitSet masked = (BitSet) needs.clone();
        List<List<Integer>> before = new ArrayList<>();
        for (int s = 0; s < left.length; s++) {
            before.add(new ArrayList<>());
        }
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            left[pair / actions] += transitions.feasible(pair) && !masked.get(pair) ? 1 : 0;
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                before.get(transitions.next(k)).add(pair);
            }
        }
        List<Integer> lost = new ArrayList<>();
        for (int s = 0; s < left.length; s++) {
            if (left[s] == 0) {
                lost.add(s);
            }
        }
        for (int at = 0; at < lost.size(); at++) {
            for (int pair : before.get(lost.get(at))) {
                if (!masked.get(pair)) {
                    masked.set(pair);
                    if (--left[pair / actions] == 0) {
                        lost.add(pair / actions);
                    }
                }
            }
        }
        return masked;
    }

    private void check(BitSet mask, String agent) {
        BitSet allowed = new BitSet();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            allowed.set(pair, transitions.feasible(pair) && !mask.get(pair));
        }
        for (int s = 0; s < mdp.stateCount(); s++) {
            int first = allowed.nextSetBit(s * mdp.actionCount());
            if (mdp.initial().get(s) > 0 && (first < 0 || first >= (s + 1) * mdp.actionCount())) {
                faults.add(document.fault(
                        Document.join("initial", mdp.states().get(s)),
                        "starts a run that cannot go on without " + agent + ", so nothing says what she must pay",
                        "Maybe add an action that does not need her, such as doing nothing."));
                return;
            }
        }
        if (mdp.horizon() instanceof Horizon.AverageReward) {
            checkGain(allowed, " when " + agent + " is left out");
        }
    }
}
