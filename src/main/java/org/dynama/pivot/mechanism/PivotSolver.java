package org.dynama.pivot.mechanism;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.dynama.model.Workers;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * Solves a world exactly: backward induction for finite horizons, value iteration to rounding for discounted ones.
 *
 * <p>Every step treats the public states in parallel; each writes its own part of the tables, so that the number of
 * threads changes nothing. Time {@code O(T S A B n K)}; memory as in {@link org.dynama.pivot.world.TableSize}.
 */
public final class PivotSolver {
    private static final int CHUNK = 8;

    private final AllocationWorld world;
    private final JointTypes profiles;
    private final Workers<Backup> workers;
    private final DoubleConsumer progress;

    private PivotSolver(AllocationWorld world, JointTypes profiles, Workers<Backup> workers, DoubleConsumer progress) {
        this.world = world;
        this.profiles = profiles;
        this.workers = workers;
        this.progress = progress;
    }

    /**
     * The pivot mechanism of a world, with the transfers of eq. 21.
     *
     * @param threads 0 for one per processor
     * @param progress told the share that is done
     */
    public static PivotMechanism solve(AllocationWorld world, int threads, DoubleConsumer progress) {
        JointTypes profiles = world.profiles();
        try (Workers<Backup> workers = new Workers<>(() -> new Backup(world, profiles), threads)) {
            PivotSolver solver = new PivotSolver(world, profiles, workers, progress);
            return world.isFinite() ? solver.finite() : solver.discounted();
        }
    }

    private PivotMechanism finite() {
        int periods = world.stages().size();
        Backup.Decisions decisions = decisions(periods);
        List<WelfareTables> values = new ArrayList<>();
        WelfareTables next = WelfareTables.terminal(world, profiles);
        values.add(next);
        for (int t = periods - 1; t >= 0; t--) {
            next = decide(t, next, decisions);
            values.add(next);
            progress.accept((periods - t) / (double) periods);
        }
        Collections.reverse(values);
        return new PivotMechanism(
                world, profiles, values, decisions.policy(), decisions.without(), decisions.transfers());
    }

    private PivotMechanism discounted() {
        PivotStage stage = world.stages().get(0);
        FixedPoint fixedPoint = new FixedPoint(world.discount());
        WelfareTables current = new WelfareTables(profiles, world.stateCount());
        WelfareTables spare = new WelfareTables(profiles, world.stateCount());
        for (boolean done = false; !done; ) {
            WelfareTables old = current;
            WelfareTables fresh = spare;
            sweep((backup, s) -> backup.values(stage, s, old, fresh));
            fixedPoint.begin();
            fixedPoint.settle(old.grand(), fresh.grand());
            for (int i = 0; i < profiles.agents(); i++) {
                fixedPoint.settle(old.marginal(i), fresh.marginal(i));
            }
            done = fixedPoint.done();
            progress.accept(fixedPoint.share());
            current = fresh;
            spare = old;
        }
        Backup.Decisions decisions = decisions(1);
        WelfareTables values = decide(0, current, decisions);
        return new PivotMechanism(
                world, profiles, List.of(values), decisions.policy(), decisions.without(), decisions.transfers());
    }

    private Backup.Decisions decisions(int periods) {
        int states = world.stateCount();
        int draws = world.draws().size();
        return new Backup.Decisions(
                new AllocationPolicy(periods, states, draws, profiles.count()),
                IntStream.range(0, profiles.agents())
                        .mapToObj(i -> new AllocationPolicy(periods, states, draws, profiles.countWithout(i)))
                        .toList(),
                new TransferTable(periods, states, profiles));
    }

    private WelfareTables decide(int t, WelfareTables next, Backup.Decisions decisions) {
        WelfareTables tables = new WelfareTables(profiles, world.stateCount());
        PivotStage stage = world.stages().get(t);
        sweep((backup, s) -> backup.decide(t, stage, s, next, tables, decisions));
        return tables;
    }

    private interface Step {
        void at(Backup backup, int s);
    }

    private void sweep(Step step) {
        workers.forEach(
                world.stateCount(),
                CHUNK,
                (backup, from, to) -> {
                    for (int s = from; s < to; s++) {
                        step.at(backup, s);
                    }
                    return to;
                },
                done -> {});
    }
}
