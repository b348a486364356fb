package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RunLengths;
import org.dynama.model.Transitions;
import org.jspecify.annotations.Nullable;

/**
 * How seasons of a total horizon end: in public states that are never left and earn nobody anything. They must be reached
 * whatever is done, by all agents together and in the absence of each, whose presence may block what keeps a season going.
 *
 * <p>Types do not matter: neither what is feasible nor where the public state goes depends on them.
 */
final class SeasonEnd {
    private final PivotStage stage;
    private final AllocationWorld.Labels labels;
    private final BitSet ends;

    /** By public state, its number among those that are no ends. */
    private final int[] inner;

    private final int count;

    /** The periods of a stage that repeats, with the public states that are ends. */
    SeasonEnd(PivotStage stage, AllocationWorld.Labels labels, BitSet ends) {
        this.stage = stage;
        this.labels = labels;
        this.ends = ends;
        inner = new int[labels.states().size()];
        int found = 0;
        for (int s = 0; s < inner.length; s++) {
            inner[s] = ends.get(s) ? -1 : found++;
        }
        count = found;
    }

    static SeasonEnd of(AllocationWorld world) {
        PivotStage stage = world.stages().get(0);
        return new SeasonEnd(stage, world.labels(), ends(stage, world.stateCount(), world.agentCount()));
    }

    /** The public states that every action keeps for sure, earning nothing. */
    static BitSet ends(PivotStage stage, int states, int agents) {
        BitSet ends = new BitSet();
        for (int s = 0; s < states; s++) {
            int here = s;
            ends.set(s, Arrays.stream(stage.used(s)).allMatch(a -> isOver(stage, here, a, agents)));
        }
        return ends;
    }

    private static boolean isOver(PivotStage stage, int s, int a, int agents) {
        int pair = stage.next().pair(s, a);
        boolean over = stage.publicUtility(s, a) == 0;
        for (int k = stage.next().begin(pair); k < stage.next().end(pair); k++) {
            over &= stage.next().next(k) == s;
        }
        for (int i = 0; i < agents; i++) {
            int agent = i;
            over &= IntStream.range(0, stage.types(i)).allMatch(type -> stage.utility(agent, s, a, type) == 0);
        }
        return over;
    }

    /**
     * Where a season can go on for ever.
     *
     * @param state public
     * @param actions by which it does, and who is absent then, in words
     */
    record Stay(int state, String actions) {}

    /** The first that there is; null where every season ends. */
    @Nullable
    Stay stay(List<String> agents) {
        for (int absent = -1; absent < agents.size() && count > 0; absent++) {
            Mdp mdp = mdp(absent);
            BitSet component = Endlessness.component(mdp, mdp.allPairs());
            if (!component.isEmpty()) {
                int node = mdp.stateOf(component.nextSetBit(0));
                String without = absent < 0 ? "" : " when " + agents.get(absent) + " is absent";
                return new Stay(state(node / stage.draws()), Endlessness.shown(mdp, component) + without);
            }
        }
        return null;
    }

    private int state(int number) {
        return IntStream.range(0, inner.length)
                .filter(s -> inner[s] == number)
                .findFirst()
                .orElseThrow();
    }

    /** The most periods that a season takes, expected, whatever is done and whoever is absent. */
    double longest() {
        double longest = 1;
        for (int absent = -1; absent < stage.agents() && count > 0; absent++) {
            longest = Math.max(longest, RunLengths.of(mdp(absent)).most());
        }
        return longest;
    }

    /** So many periods that a season goes on after them with a probability of at most {@code rare}, whatever is done. */
    int periods(double rare) {
        if (count == 0) {
            return 1;
        }
        Mdp mdp = mdp(-1);
        double[] left = new double[mdp.stateCount()];
        Arrays.fill(left, 0, count * stage.draws(), 1);
        int periods = 0;
        while (Arrays.stream(left).max().orElse(0) > rare) {
            left = after(mdp, left);
            periods++;
        }
        return periods;
    }

    private double[] after(Mdp mdp, double[] left) {
        double[] longer = new double[left.length];
        Transitions transitions = mdp.transitions();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            double sum = 0;
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                sum += transitions.probability(k) * left[transitions.next(k)];
            }
            int node = mdp.stateOf(pair);
            longer[node] = Math.max(longer[node], sum);
        }
        return longer;
    }

    /** A state for each public state with its draw; where there are ends, the last one is all of them, and ends the run. */
    private Mdp mdp(int absent) {
        int actions = labels.actions().size();
        int nodes = count * stage.draws() + (ends.isEmpty() ? 0 : 1);
        Transitions.Builder builder = new Transitions.Builder(nodes, actions);
        List<String> names = new ArrayList<>();
        for (int s = 0; s < inner.length; s++) {
            for (int z = 0; z < stage.draws() && inner[s] >= 0; z++) {
                int[] feasible = absent < 0 ? stage.feasible(s, z) : stage.feasibleWithout(absent, s, z);
                for (int a : feasible) {
                    lead(builder, names.size(), s, a);
                }
                names.add(labels.states().get(s)
                        + (stage.draws() > 1 ? ", draw " + labels.draws().get(z) : ""));
            }
        }
        if (!ends.isEmpty()) {
            builder.end(nodes - 1, 0);
            names.add("the end");
        }
        double[] initial = new double[nodes];
        initial[0] = 1;
        return new Mdp(names, labels.actions(), builder.build(), Reals.of(initial), new Horizon.Total());
    }

    private void lead(Transitions.Builder builder, int node, int s, int a) {
        Transitions transitions = stage.next();
        int pair = transitions.pair(s, a);
        double over = 0;
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            int next = inner[transitions.next(k)];
            over += next < 0 ? transitions.probability(k) : 0;
            for (int z = 0; z < stage.draws() && next >= 0; z++) {
                double probability = transitions.probability(k) * stage.probability(z);
                builder.to(node, a, next * stage.draws() + z, Math.min(1, probability));
            }
        }
        if (over > 0) {
            builder.to(node, a, count * stage.draws(), Math.min(1, over));
        }
    }
}
