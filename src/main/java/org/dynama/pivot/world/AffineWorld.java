package org.dynama.pivot.world;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * A world with weights of its agents and boosts of its actions, and the world that they make of it: agents' utilities times their
 * weights, and the boosts added to the public's. The pivot mechanism of that world, its transfers divided by the weights, is the
 * affine pivot mechanism of this one: an agent's value {@code (W - W_-i) / w_i} does not depend on what she reports but through
 * what is done, because weights do not change over time and boosts know no report.
 *
 * <p>The public's utility of an action does not depend on the draw. Where boosts do, the other world has each action once for every
 * draw, as {@code a * Z + z}.
 *
 * <p>Source: Balandat and Tomlin, A Dynamic VCG Mechanism for Random Allocation Spaces, for weights 1 and no boosts; Roberts
 * (1979), The Characterization of Implementable Choice Rules, for affine maximizers.
 *
 * @param world in which money is counted
 * @param scored whose welfare is maximized; {@code world} itself where all weights are 1 and nothing is boosted
 * @param weights shape {@code [n]}; positive
 * @param boosts of actions; several for one add up
 * @param copies of each action in {@code scored}: the number of draws, or 1
 * @param isAffine whether {@code scored} is another world
 */
public record AffineWorld(
        AllocationWorld world,
        AllocationWorld scored,
        Reals weights,
        List<Boost> boosts,
        int copies,
        boolean isAffine) {
    public AffineWorld {
        boosts = List.copyOf(boosts);
    }

    /** Weights 1 and no boosts. */
    public static AffineWorld plain(AllocationWorld world) {
        return new AffineWorld(world, world, Reals.filled(world.agentCount(), 1), List.of(), 1, false);
    }

    /**
     * A world with weights and boosts.
     *
     * @throws Refusal if a weight is not positive, or an amount becomes too large to calculate with
     */
    public static AffineWorld of(AllocationWorld world, Reals weights, List<Boost> boosts) {
        boolean same = weights.stream().allMatch(weight -> weight == 1)
                && boosts.stream().allMatch(boost -> boost.amount() == 0);
        return same ? new AffineWorld(world, world, weights, boosts, 1, false) : scored(world, weights, boosts);
    }

    /** The same, where the other world is made even if it is the same. */
    static AffineWorld scored(AllocationWorld world, Reals weights, List<Boost> boosts) {
        if (weights.size() != world.agentCount() || !weights.stream().allMatch(weight -> weight > 0)) {
            throw new Refusal(
                    "weights", weights, "must be positive, one for each of " + world.agentCount() + " agents", "");
        }
        boolean byDraw = boosts.stream().anyMatch(boost -> boost.draw() != Boost.ANY && boost.amount() != 0);
        AffineWorld draft = new AffineWorld(
                world, world, weights, boosts, byDraw ? world.draws().size() : 1, true);
        return new AffineWorld(world, draft.other(), weights, boosts, draft.copies, true);
    }

    /** The action of the scored world that an action under a draw is. */
    public int scoredAction(int a, int z) {
        return copies == 1 ? a : a * copies + z;
    }

    /** What an action is boosted by, all its boosts together. */
    public double boost(int t, int s, int z, int a) {
        double[] amounts = boosts.stream()
                .filter(boost -> boost.action() == a && boost.holds(t, s, z))
                .mapToDouble(Boost::amount)
                .toArray();
        return amounts.length == 0 ? 0 : Amounts.sum(amounts).doubleValue();
    }

    private AllocationWorld other() {
        // Periods that are alike are one object; they stay so where boosts do not tell them apart.
        BitSet ends = world.ends();
        boolean byPeriod = boosts.stream().anyMatch(boost -> boost.period() != Boost.ANY);
        IdentityHashMap<PivotStage, PivotStage> made = new IdentityHashMap<>();
        List<PivotStage> stages = new ArrayList<>();
        for (PivotStage stage : world.stages()) {
            int t = stages.size();
            stages.add(byPeriod ? stage(stage, t, ends) : made.computeIfAbsent(stage, given -> stage(given, t, ends)));
        }
        AllocationWorld.Terminal end = world.terminal();
        List<Reals> utilities = new ArrayList<>();
        for (Reals earned : end.utilities()) {
            double weight = weights.get(utilities.size());
            utilities.add(Reals.of(
                    earned.stream().map(amount -> Amounts.times(weight, amount)).toArray()));
        }
        return new AllocationWorld(
                world.name(),
                world.notes(),
                world.agents(),
                new AllocationWorld.Labels(world.states(), actions(), world.draws()),
                new AllocationWorld.Course(
                        world.initial(),
                        world.course().horizon(),
                        stages,
                        new AllocationWorld.Terminal(end.publicUtility(), utilities)),
                world.worstTypes());
    }

    private List<String> actions() {
        return copies == 1
                ? world.actions()
                : world.actions().stream()
                        .flatMap(action -> world.draws().stream().map(draw -> action + " under " + draw))
                        .toList();
    }

    /** Where a season is over nothing is boosted: it would be for ever. */
    private PivotStage stage(PivotStage stage, int t, BitSet ends) {
        PivotStage base = copies == 1 ? stage : stage.byDraw();
        return base.rewarded(
                (s, a) -> {
                    double boost = ends.get(s) ? 0 : boost(t, s, a % copies, a / copies);
                    return boost == 0
                            ? base.publicUtility(s, a)
                            : BigDecimal.valueOf(base.publicUtility(s, a))
                                    .add(BigDecimal.valueOf(boost))
                                    .doubleValue();
                },
                (i, s, a, k) -> Amounts.times(weights.get(i), base.utility(i, s, a, k)));
    }
}
