package org.dynama.pivot.mechanism;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.dynama.model.Workers;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.jspecify.annotations.Nullable;

/**
 * Solves a world exactly: backward induction for finite horizons, value iteration to rounding for others, with a
 * bound on what rounding does. Where the bound leaves a choice or a payment open, the world is solved once more in whole
 * numbers, which decide it; where it is too large for that, actions that rounding cannot tell apart are taken for equal, and
 * {@link Ties} says so.
 *
 * <p>Every step treats the public states in parallel; each writes its own part of the tables, so that the number of
 * threads changes nothing. Time {@code O(T S A B n K)}; memory as in {@link org.dynama.pivot.world.TableSize}.
 */
public final class PivotSolver {
    private static final int CHUNK = 8;

    private final AllocationWorld world;
    private final JointTypes profiles;
    private final int threads;
    private final DoubleConsumer progress;

    private PivotSolver(AllocationWorld world, int threads, DoubleConsumer progress) {
        this.world = world;
        this.threads = threads;
        this.progress = progress;
        profiles = world.profiles();
    }

    /** The affine pivot mechanism of a world with weights and boosts, in the money of that world. */
    public static PivotMechanism solve(AffineWorld affine, int threads, DoubleConsumer progress) {
        return Unweighted.of(affine, solve(affine.scored(), threads, progress));
    }

    /**
     * The pivot mechanism of a world, with the transfers of eq. 21.
     *
     * @param threads 0 for one per processor
     * @param progress told the share that is done
     */
    public static PivotMechanism solve(AllocationWorld world, int threads, DoubleConsumer progress) {
        PivotSolver solver = new PivotSolver(world, threads, progress);
        return world.isFinite() ? solver.finite() : solver.discounted();
    }

    private Decisions decisions() {
        return Decisions.none(world, profiles, world.stages().size());
    }

    private PivotMechanism finite() {
        Decisions rough = decisions();
        List<WelfareTables> values = induct(null, null, rough, rough);
        WholeSpace space = rough.isOpen() ? WholeSpace.of(world, profiles) : null;
        if (space == null) {
            return rough.mechanism(world, profiles, values, false);
        }
        Decisions decisions = decisions();
        values = induct(space, WholeTables.terminal(space, space.words(values)), rough, decisions);
        return decisions.mechanism(world, profiles, values, true);
    }

    private List<WelfareTables> induct(
            @Nullable WholeSpace space, @Nullable WholeTables terminal, Decisions rough, Decisions decisions) {
        int periods = world.stages().size();
        List<WelfareTables> values = new ArrayList<>();
        WelfareTables next = WelfareTables.terminal(world, profiles);
        WholeTables whole = terminal;
        values.add(next);
        try (Workers<Decider> workers = workers(space, terminal)) {
            for (int t = periods - 1; t >= 0; t--) {
                WelfareTables into = new WelfareTables(profiles, world.stateCount());
                Decider.Exact exact = exact(space, t, whole);
                decide(workers, t, new Decider.Pair<>(next, into), exact, rough, decisions);
                whole = exact == null ? null : exact.tables().into();
                next = into;
                values.add(next);
                progress.accept((periods - t) / (double) periods);
            }
        }
        Collections.reverse(values);
        return values;
    }

    private Workers<Decider> workers(@Nullable WholeSpace space, @Nullable WholeTables whole) {
        return new Workers<>(
                () -> new Decider(
                        world, profiles, space == null || whole == null ? null : new WholeBackup(space, whole)),
                threads);
    }

    private Decider.@Nullable Exact exact(@Nullable WholeSpace space, int t, @Nullable WholeTables next) {
        if (space == null || next == null) {
            return null;
        }
        WholeStage stage = space.stage(t);
        return new Decider.Exact(stage, new Decider.Pair<>(next, next.before(space, stage)));
    }

    private void decide(
            Workers<Decider> workers,
            int t,
            Decider.Pair<WelfareTables> tables,
            Decider.@Nullable Exact exact,
            Decisions rough,
            Decisions decisions) {
        sweep(workers, (decider, s) -> decider.decide(t, s, tables, exact, rough, decisions));
    }

    private PivotMechanism discounted() {
        try (Workers<Decider> workers = workers(null, null)) {
            WelfareTables fixed = iterate(workers);
            bound(workers, fixed);
            Decisions rough = decisions();
            WelfareTables values = decide(workers, fixed, null, rough, rough);
            WholeSpace space = rough.isOpen() ? WholeSpace.of(world, profiles) : null;
            if (space == null) {
                return rough.mechanism(world, profiles, List.of(values), false);
            }
            WholeTables whole = WholeFixedPoint.of(space, rough);
            Decider.Exact exact = exact(space, 0, whole);
            Decisions decisions = decisions();
            try (Workers<Decider> deciders = workers(space, whole)) {
                values = decide(deciders, fixed, exact, rough, decisions);
            }
            return decisions.mechanism(world, profiles, List.of(values), true);
        }
    }

    private WelfareTables decide(
            Workers<Decider> workers,
            WelfareTables fixed,
            Decider.@Nullable Exact exact,
            Decisions rough,
            Decisions decisions) {
        WelfareTables values = new WelfareTables(profiles, world.stateCount());
        decide(workers, 0, new Decider.Pair<>(fixed, values), exact, rough, decisions);
        return values;
    }

    private WelfareTables iterate(Workers<Decider> workers) {
        FixedPoint fixedPoint = FixedPoint.of(world);
        WelfareTables current = new WelfareTables(profiles, world.stateCount());
        WelfareTables spare = new WelfareTables(profiles, world.stateCount());
        for (boolean done = false; !done; ) {
            if (fixedPoint.isSlow()) {
                return new PolicyImprovement(world, profiles)
                        .of(current, choice -> sweep(workers, (decider, s) -> choice.at(decider.backup, s)));
            }
            WelfareTables old = current;
            WelfareTables fresh = spare;
            sweep(workers, (decider, s) -> decider.backup.values(world.stages().get(0), s, old, fresh));
            fixedPoint.begin();
            for (int absent = -1; absent < (world.worstTypes() ? 0 : profiles.agents()); absent++) {
                fixedPoint.settle(old.of(absent), fresh.of(absent));
            }
            if (world.worstTypes()) {
                // These follow the grand economy's, which have just moved.
                fresh.least(profiles);
            }
            done = fixedPoint.done();
            progress.accept(fixedPoint.share());
            current = fresh;
            spare = old;
        }
        return current;
    }

    /** How far values are from the fixed point: what one more step changes, and its own rounding, for ever. */
    private void bound(Workers<Decider> workers, WelfareTables values) {
        double discount = world.discount();
        double periods = world.length();
        WelfareTables next = new WelfareTables(profiles, world.stateCount());
        for (int absent = -1; absent < profiles.agents(); absent++) {
            values.fill(absent, values.largest(absent), 0);
        }
        sweep(
                workers,
                (decider, s) -> decider.backup.boundedValues(
                        world.stages().get(0), s, values, next, (absent, z, b, near, count) -> {}));
        for (int absent = -1; absent < profiles.agents(); absent++) {
            double change = 0;
            for (int row = 0; row < next.of(absent).length; row++) {
                change = Math.max(change, Math.abs(next.of(absent)[row] - values.of(absent)[row]));
            }
            double off = change + next.error(absent);
            values.fill(absent, values.largest(absent), discount < 1 ? off / (1 - discount) : off * periods);
        }
    }

    private interface Step {
        void at(Decider decider, int s);
    }

    private void sweep(Workers<Decider> workers, Step step) {
        workers.forEach(
                world.stateCount(),
                CHUNK,
                (decider, from, to) -> {
                    for (int s = from; s < to; s++) {
                        step.at(decider, s);
                    }
                    return to;
                },
                done -> {});
    }
}
