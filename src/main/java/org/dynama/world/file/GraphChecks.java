package org.dynama.world.file;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.config.Faults;
import org.dynama.model.Agent;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.Leaving;
import org.dynama.model.Mdp;

/** Checks an MDP as a whole: gains, ends, and whether it can be run without each agent. */
final class GraphChecks {
    private final MarketplaceFile file;
    private final SearchNodes nodes;
    private final Mdp mdp;
    private final Faults faults;

    /** Checks of the MDP whose states are the nodes of a market in a file. */
    GraphChecks(MarketplaceFile file, SearchNodes nodes, Mdp mdp, Faults faults) {
        this.file = file;
        this.nodes = nodes;
        this.mdp = mdp;
        this.faults = faults;
    }

    /** Adds a fault where nothing surely ends a run of a total horizon. */
    void checkRuns() {
        if (mdp.horizon() instanceof Horizon.Total) {
            checkEnd();
        }
    }

    private void checkEnd() {
        BitSet lost = mdp.allPairs();
        lost.andNot(Leaving.sure(mdp, mdp.allPairs()));
        if (!lost.isEmpty()) {
            faults.add(new MarketFaults(file)
                    .state(
                            nodes.get(mdp.stateOf(lost.nextSetBit(0))).state(),
                            "is where nothing surely ends a run after " + Endlessness.shown(mdp, lost)
                                    + ", and a total horizon needs a way to an end from everywhere",
                            "Maybe \"next\": {} for what ends a run, or a discounted horizon."));
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
                check(mask, needs.get(i), agents.get(i).name());
            }
        }
        return masks;
    }

    /** The first few states in which nothing is possible without an agent. */
    private String needing(BitSet needs) {
        List<String> names = new ArrayList<>();
        for (int s = 0; s < mdp.stateCount(); s++) {
            boolean dead = true;
            for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
                dead &= needs.get(pair);
            }
            if (dead) {
                names.add("\"" + mdp.states().get(s) + "\"");
            }
        }
        int most = 5;
        return String.join(", ", names.subList(0, Math.min(most, names.size())))
                + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }

    /** What needs the agent, and what can lead to a state in which she is needed. */
    private BitSet mask(BitSet needs) {
        BitSet allowed = mdp.allPairs();
        allowed.andNot(needs);
        BitSet mask = mdp.allPairs();
        mask.andNot(Endlessness.keep(mdp, allowed));
        mask.or(needs);
        return mask;
    }

    private void check(BitSet mask, BitSet needs, String agent) {
        BitSet allowed = mdp.allPairs();
        allowed.andNot(mask);
        for (int s = 0; s < mdp.stateCount(); s++) {
            int first = allowed.nextSetBit(mdp.firstPair(s));
            if (mdp.initial().get(s) > 0 && (first < 0 || first >= mdp.endPair(s))) {
                faults.add(new MarketFaults(file)
                        .start(
                                nodes.get(s).state(),
                                "starts a run that cannot go on without " + agent
                                        + ", so nothing says what she must pay",
                                "Maybe add an action that does not need her, such as doing nothing, in "
                                        + needing(needs) + "."));
                return;
            }
        }
        boolean isTotal = mdp.horizon() instanceof Horizon.Total;
        if (isTotal && Leaving.sure(mdp, mdp.allPairs()).equals(mdp.allPairs())) {
            checkEnd(Endlessness.reachable(mdp, allowed), agent);
        }
    }

    /** Adds a fault where a run can be ended, but not without an agent. */
    private void checkEnd(BitSet within, String agent) {
        BitSet lost = (BitSet) within.clone();
        lost.andNot(Leaving.sure(mdp, within));
        if (!lost.isEmpty()) {
            faults.add(new MarketFaults(file)
                    .state(
                            nodes.get(mdp.stateOf(lost.nextSetBit(0))).state(),
                            "is where nothing surely ends a run without " + agent + " after "
                                    + Endlessness.shown(mdp, lost)
                                    + ", and a total horizon needs a way to an end from everywhere",
                            "Maybe an action with \"next\": {} there that does not need her."));
        }
    }
}
