package org.dynama.pivot.mechanism;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.dynama.pivot.world.StageBuilder;

/** A world with other amounts of money, and nothing else changed. */
public final class OtherMoney {
    private final AllocationWorld world;
    private final DoubleUnaryOperator agents;
    private final DoubleUnaryOperator common;

    private OtherMoney(AllocationWorld world, DoubleUnaryOperator agents, DoubleUnaryOperator common) {
        this.world = world;
        this.agents = agents;
        this.common = common;
    }

    /** Every amount times a factor, as decimals are multiplied. */
    public static AllocationWorld times(AllocationWorld world, double factor) {
        DoubleUnaryOperator product = amount ->
                BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(factor)).doubleValue();
        return new OtherMoney(world, product, product).world();
    }

    /** Every amount times a power of two, exactly. */
    public static AllocationWorld shifted(AllocationWorld world, int power) {
        DoubleUnaryOperator product = amount -> Math.scalb(amount, power);
        return new OtherMoney(world, product, product).world();
    }

    /** The public gets a constant more, whatever is done. */
    public static AllocationWorld withPublic(AllocationWorld world, double constant) {
        return new OtherMoney(
                        world,
                        amount -> amount,
                        amount -> BigDecimal.valueOf(amount)
                                .add(BigDecimal.valueOf(constant))
                                .doubleValue())
                .world();
    }

    /** The public gets nothing, whatever is done. */
    public static AllocationWorld withoutPublic(AllocationWorld world) {
        return new OtherMoney(world, amount -> amount, amount -> 0).world();
    }

    private AllocationWorld world() {
        Map<PivotStage, PivotStage> made = new HashMap<>();
        List<PivotStage> stages = new ArrayList<>();
        world.stages().forEach(stage -> stages.add(made.computeIfAbsent(stage, this::stage)));
        AllocationWorld.Terminal terminal = new AllocationWorld.Terminal(
                map(world.terminal().publicUtility(), common),
                world.terminal().utilities().stream()
                        .map(all -> map(all, agents))
                        .toList());
        return new AllocationWorld(
                world.name(),
                world.notes(),
                world.agents(),
                world.labels(),
                new AllocationWorld.Course(world.initial(), world.course().horizon(), stages, terminal));
    }

    private static Reals map(Reals amounts, DoubleUnaryOperator change) {
        return Reals.of(amounts.stream().map(change).toArray());
    }

    private PivotStage stage(PivotStage old) {
        JointTypes profiles = world.profiles();
        double[] draws =
                IntStream.range(0, old.draws()).mapToDouble(old::probability).toArray();
        StageBuilder stage =
                new StageBuilder(world.stateCount(), world.actions().size(), profiles, draws);
        for (int s = 0; s < world.stateCount(); s++) {
            for (int z = 0; z < old.draws(); z++) {
                for (int a : old.feasible(s, z)) {
                    stage.allow(s, z, a);
                }
                for (int i = 0; i < profiles.agents(); i++) {
                    for (int a : old.feasibleWithout(i, s, z)) {
                        stage.allowWithout(i, s, z, a);
                    }
                }
            }
            for (int a : old.used(s)) {
                copy(old, stage, s, a);
            }
        }
        return stage.build();
    }

    private void copy(PivotStage old, StageBuilder stage, int s, int a) {
        JointTypes profiles = world.profiles();
        int pair = old.next().pair(s, a);
        for (int k = old.next().begin(pair); k < old.next().end(pair); k++) {
            stage.to(s, a, old.next().next(k), old.next().probability(k));
        }
        stage.publicUtility(s, a, common.applyAsDouble(old.publicUtility(s, a)));
        for (int i = 0; i < profiles.agents(); i++) {
            if (!old.stays(i, s, a)) {
                stage.kernel(i, s, a, Reals.of(old.kernel(i, s, a)));
            }
            for (int k = 0; k < profiles.types(i); k++) {
                stage.utility(i, s, a, k, agents.applyAsDouble(old.utility(i, s, a, k)));
            }
        }
    }
}
