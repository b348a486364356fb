package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * Storage providers who absorb a random power imbalance; what they leave, the public pays for.
 *
 * <p>The public state is each provider's charge, {@code 0..capacity}. A draw is an imbalance in units of one provider: a
 * surplus (positive) charges, a shortage (negative) discharges, at most one unit a provider and period. A provider who
 * works bears a private cost, which drifts faster upwards while she works. Actions that need an absent provider are
 * impossible: her battery is not there. So the policy need not stay feasible without her, the mechanism pays providers,
 * and there can be a deficit.
 *
 * <p>Source: Balandat and Tomlin, A Dynamic VCG Mechanism for Random Allocation Spaces, section I.
 *
 * @param providers {@code n}
 * @param capacity of each battery, in units
 * @param imbalances that are drawn
 * @param costs of a unit
 * @param penalty that the public pays per unit left
 * @param discount in (0, 1)
 */
public record StorageProviders(
        int providers, int capacity, Imbalances imbalances, Costs costs, double penalty, double discount) {

    /**
     * The draws.
     *
     * @param amounts of each, all different
     * @param probabilities of each, positive
     */
    public record Imbalances(List<Integer> amounts, Reals probabilities) {
        public Imbalances {
            amounts = List.copyOf(amounts);
            if (amounts.stream().distinct().count() != amounts.size() || probabilities.size() != amounts.size()) {
                throw Refusal.of("imbalances " + amounts + " must differ and have one probability each", "");
            }
        }
    }

    /**
     * What a unit costs a provider, privately.
     *
     * @param levels that drift, not negative
     * @param idle drift of the cost of a provider who does not work
     * @param working drift of the cost of one who does
     */
    public record Costs(Reals levels, Drift idle, Drift working) {
        int count() {
            return levels.size();
        }
    }

    public StorageProviders {
        if (providers < 1 || providers > 16 || capacity < 1 || costs.count() < 1) {
            throw Refusal.of(
                    "providers = " + providers + ", capacity = " + capacity + ", costs = " + costs.count()
                            + " must each be at least 1, and providers at most 16",
                    "");
        }
        if (!(penalty >= 0 && Double.isFinite(penalty))
                || !costs.levels.stream().allMatch(cost -> cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
            throw Refusal.of(
                    "penalty = " + penalty + " and costs " + costs.levels + " must be finite and not negative", "");
        }
    }

    /** The size of its tables. */
    public TableSize size() {
        return new TableSize(
                Collections.nCopies(providers, (long) costs.count()),
                Math.pow(capacity + 1.0, providers),
                dispatches().size(),
                imbalances.amounts.size(),
                1);
    }

    /** Which providers serve an imbalance, as bits. */
    private record Dispatch(int draw, int workers) {}

    private List<Dispatch> dispatches() {
        List<Dispatch> all = new ArrayList<>();
        for (int z = 0; z < imbalances.amounts.size(); z++) {
            for (int workers = 0; workers < 1 << providers; workers++) {
                if (Integer.bitCount(workers) <= Math.abs(imbalances.amounts.get(z))) {
                    all.add(new Dispatch(z, workers));
                }
            }
        }
        return all;
    }

    /** The world. */
    public AllocationWorld world() {
        List<String> types = costs.levels.stream()
                .mapToObj(cost -> "cost " + Brewery.shown(cost))
                .toList();
        List<FiniteAgent> agents = IntStream.rangeClosed(1, providers)
                .mapToObj(i -> new FiniteAgent("provider " + i, types, Brewery.uniform(costs.count())))
                .toList();
        int states = (int) Math.round(Math.pow(capacity + 1.0, providers));
        double[] initial = new double[states];
        initial[state(Collections.nCopies(providers, capacity / 2))] = 1;
        List<Dispatch> dispatches = dispatches();
        return new AllocationWorld(
                providers + " storage providers of " + capacity + " units",
                List.of(
                        "providers bear costs and are paid: payments to the designer are negative",
                        "an absent provider's actions are impossible"),
                agents,
                new AllocationWorld.Labels(
                        IntStream.range(0, states).mapToObj(this::stateName).toList(),
                        dispatches.stream().map(this::actionName).toList(),
                        imbalances.amounts.stream()
                                .map(StorageProviders::drawName)
                                .toList()),
                new AllocationWorld.Course(
                        Reals.of(initial),
                        new Horizon.Discounted(discount),
                        List.of(stage(states, dispatches)),
                        AllocationWorld.Terminal.none(states, agents)));
    }

    private PivotStage stage(int states, List<Dispatch> dispatches) {
        JointTypes profiles = new JointTypes(Collections.nCopies(providers, costs.count()));
        StageBuilder stage = new StageBuilder(states, dispatches.size(), profiles, imbalances.probabilities.toArray());
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < dispatches.size(); a++) {
                add(stage, s, a, dispatches.get(a));
            }
        }
        return stage.build();
    }

    private void add(StageBuilder stage, int s, int a, Dispatch dispatch) {
        int imbalance = imbalances.amounts.get(dispatch.draw());
        int step = Integer.signum(imbalance);
        List<Integer> charges = new ArrayList<>();
        for (int i = 0; i < providers; i++) {
            int after = charge(s, i) + (works(dispatch, i) ? step : 0);
            if (after < 0 || after > capacity) {
                return;
            }
            charges.add(after);
        }
        stage.allow(s, dispatch.draw(), a)
                .to(s, a, state(charges), 1)
                .publicUtility(
                        s, a, 0 - Amounts.times(penalty, Math.abs(imbalance) - Integer.bitCount(dispatch.workers())));
        for (int i = 0; i < providers; i++) {
            boolean works = works(dispatch, i);
            if (!works) {
                stage.allowWithout(i, s, dispatch.draw(), a);
            }
            stage.kernel(i, s, a, (works ? costs.working : costs.idle).kernel(costs.count()));
            for (int k = 0; k < costs.count(); k++) {
                stage.utility(i, s, a, k, works ? 0 - costs.levels.get(k) : 0);
            }
        }
    }

    private static boolean works(Dispatch dispatch, int i) {
        return (dispatch.workers() >> i & 1) == 1;
    }

    private int charge(int s, int i) {
        int rest = s;
        for (int j = 0; j < i; j++) {
            rest /= capacity + 1;
        }
        return rest % (capacity + 1);
    }

    private int state(List<Integer> charges) {
        int s = 0;
        for (int i = providers - 1; i >= 0; i--) {
            s = s * (capacity + 1) + charges.get(i);
        }
        return s;
    }

    private String stateName(int s) {
        return IntStream.range(0, providers)
                .mapToObj(i -> String.valueOf(charge(s, i)))
                .collect(Collectors.joining(", ", "charges ", ""));
    }

    private static String drawName(int imbalance) {
        return imbalance == 0 ? "balance" : (imbalance > 0 ? "surplus " : "shortage ") + Math.abs(imbalance);
    }

    private String actionName(Dispatch dispatch) {
        int imbalance = imbalances.amounts.get(dispatch.draw());
        if (imbalance == 0) {
            return "balance";
        }
        String who = IntStream.range(0, providers)
                .filter(i -> works(dispatch, i))
                .mapToObj(i -> String.valueOf(i + 1))
                .collect(Collectors.joining(" and "));
        int left = Math.abs(imbalance) - Integer.bitCount(dispatch.workers());
        String verb = imbalance > 0 ? "stores" : "delivers";
        return drawName(imbalance) + ": "
                + (who.isEmpty()
                        ? "nobody " + verb
                        : who + " "
                                + verb.substring(0, verb.length() - (Integer.bitCount(dispatch.workers()) > 1 ? 1 : 0)))
                + (left > 0 ? ", " + left + " left" : "");
    }
}
