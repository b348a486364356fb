package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.world.PivotStage;

/** The keys {@code weights} and {@code boosts} of a spec, by the names of a world; every wrong one is a fault. */
final class AffineKeys {
    private static final String WEIGHTS = "weights";
    private static final String BOOSTS = "boosts";

    private final Document document;
    private final AllocationWorld world;
    private final Faults faults;

    AffineKeys(Document document, AllocationWorld world, Faults faults) {
        this.document = document;
        this.world = world;
        this.faults = faults;
    }

    /** The world with its weights and boosts; without them where there is a fault. */
    AffineWorld read() {
        Reals weights = weights();
        List<Boost> boosts = new ArrayList<>();
        document.entries(BOOSTS).forEach(entry -> addTo(boosts, entry));
        if (!faults.isEmpty()) {
            return AffineWorld.plain(world);
        }
        return document.made(boosts.isEmpty() ? WEIGHTS : BOOSTS, () -> AffineWorld.of(world, weights, boosts));
    }

    private Reals weights() {
        List<String> agents = world.agents().stream().map(FiniteAgent::name).toList();
        double[] weights = new double[agents.size()];
        Arrays.fill(weights, 1);
        for (String key : document.keys(WEIGHTS)) {
            int i = agents.indexOf(key);
            if (i < 0) {
                unknown(Document.join(WEIGHTS, key), "agent", agents);
            } else {
                weights[i] = document.number(Document.join(WEIGHTS, key));
            }
        }
        return Reals.of(weights);
    }

    private void addTo(List<Boost> boosts, String entry) {
        int a = index(entry + ".action", world.actions(), "action");
        int s = document.has(entry + ".state") ? index(entry + ".state", world.states(), "public state") : Boost.ANY;
        int z = document.has(entry + ".draw") ? index(entry + ".draw", world.draws(), "draw") : Boost.ANY;
        Boost boost = new Boost(a, document.number(entry + ".boost"), period(entry + ".period"), s, z);
        if (faults.isEmpty() && !isUsed(boost)) {
            faults.add(document.fault(
                    entry,
                    "never holds: the action is not feasible there, with all agents or without one",
                    "Maybe another period, state or draw, or none, which is everywhere."));
        }
        boosts.add(boost);
    }

    private int period(String path) {
        if (!document.has(path)) {
            return Boost.ANY;
        }
        int periods = world.stages().size();
        if (!world.isFinite()) {
            faults.add(document.fault(
                    path, "must be absent: all periods are alike unless the horizon is finite", "Leave it out."));
        } else if (document.whole(path) > periods) {
            faults.add(document.fault(path, "must be at most " + periods + ", the last period", ""));
        }
        return Math.toIntExact(document.whole(path)) - 1;
    }

    private boolean isUsed(Boost boost) {
        BitSet ends = world.ends();
        return IntStream.range(0, world.stages().size()).anyMatch(t -> {
            PivotStage stage = world.stages().get(t);
            return IntStream.range(0, world.stateCount())
                    .filter(s -> !ends.get(s))
                    .anyMatch(s -> IntStream.range(0, stage.draws())
                            .anyMatch(z -> boost.holds(t, s, z) && isFeasible(stage, s, z, boost.action())));
        });
    }

    private boolean isFeasible(PivotStage stage, int s, int z, int a) {
        return Arrays.binarySearch(stage.feasible(s, z), a) >= 0
                || IntStream.range(0, world.agentCount()).anyMatch(i -> stage.isFeasibleWithout(i, s, z, a));
    }

    private int index(String path, List<String> known, String thing) {
        int index = known.indexOf(document.text(path));
        if (index < 0) {
            unknown(path, thing, known);
        }
        return index;
    }

    private void unknown(String path, String thing, List<String> known) {
        faults.add(document.fault(path, "is no " + thing, "Known are " + some(known) + "."));
    }

    private static String some(List<String> known) {
        int most = 12;
        return String.join(", ", known.subList(0, Math.min(most, known.size())))
                + (known.size() > most ? " and " + (known.size() - most) + " more" : "");
    }
}
