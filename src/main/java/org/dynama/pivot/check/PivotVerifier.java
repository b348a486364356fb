package org.dynama.pivot.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.dynama.pivot.mechanism.FixedPoint;
import org.dynama.pivot.mechanism.LinearFixedPoint;
import org.dynama.pivot.mechanism.NearOne;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;

/**
 * Verifies a mechanism exhaustively: its policies and transfers are evaluated anew, backwards for values and forwards for
 * occupancies, and every property is checked at every period, public state and profile.
 *
 * <p>Two periods are in memory at a time. Public states are treated in parallel, and margins merged in their order, so
 * that the number of threads changes nothing.
 */
public final class PivotVerifier {
    private static final int CHUNK = 8;

    private final PivotMechanism mechanism;
    private final AllocationWorld world;
    private final JointTypes profiles;
    private final Columns columns;
    private final Workers<Worker> workers;
    private final Worst worst = new Worst();

    private PivotVerifier(PivotMechanism mechanism, Columns columns, Workers<Worker> workers) {
        this.mechanism = mechanism;
        this.columns = columns;
        this.workers = workers;
        world = mechanism.world();
        profiles = mechanism.profiles();
    }

    /** A block with what works on it, for one thread. */
    private record Worker(Block block, EvaluationStep evaluation, Checks checks) {
        static Worker of(PivotMechanism mechanism, Columns columns, Allowance allowance) {
            Block block = new Block(mechanism, columns);
            return new Worker(block, new EvaluationStep(block), new Checks(block, allowance));
        }
    }

    /**
     * Verifies a mechanism.
     *
     * @param tolerance relative to the money that a property is about; see {@link Units}
     * @param threads 0 for one per processor
     * @param progress told the share that is done
     */
    public static PivotVerification verify(
            PivotMechanism mechanism, double tolerance, int threads, DoubleConsumer progress) {
        Columns columns =
                new Columns(mechanism.profiles().agents(), mechanism.affine().isAffine());
        Allowance allowance = new Allowance(mechanism, Units.of(mechanism), tolerance);
        try (Workers<Worker> workers = new Workers<>(() -> Worker.of(mechanism, columns, allowance), threads)) {
            PivotVerifier verifier = new PivotVerifier(mechanism, columns, workers);
            Tables first = mechanism.world().isFinite() ? verifier.finite(progress) : verifier.discounted(progress);
            Totals totals = Occupancy.totals(mechanism, threads);
            return verifier.conclude(first, totals, allowance, TiedPayments.shifts(mechanism, totals, threads));
        }
    }

    private Tables finite(DoubleConsumer progress) {
        Tables next = Tables.terminal(mechanism, columns);
        Tables now = Tables.zero(mechanism, columns);
        for (int t = mechanism.periods() - 1; t >= 0; t--) {
            check(t, next, now);
            Tables old = next;
            next = now;
            now = old;
            progress.accept((mechanism.periods() - t) / (double) mechanism.periods());
        }
        return next;
    }

    private Tables discounted(DoubleConsumer progress) {
        if (NearOne.holds(world.discount())) {
            return longRun();
        }
        FixedPoint fixedPoint = FixedPoint.of(world);
        Tables current = Tables.zero(mechanism, columns);
        Tables spare = Tables.zero(mechanism, columns);
        for (boolean done = false; !done; ) {
            Tables old = current;
            Tables fresh = spare;
            evaluate(old, fresh);
            fixedPoint.begin();
            for (int c = 0; c < columns.evaluated(); c++) {
                fixedPoint.settle(old.joint(), fresh.joint(), c, columns.width());
            }
            if (world.worstTypes()) {
                // These follow the welfare of all, which has just moved.
                fresh.least(profiles, columns);
            } else {
                for (int i = 0; i < profiles.agents(); i++) {
                    fixedPoint.settle(old.marginal()[i], fresh.marginal()[i]);
                }
            }
            done = fixedPoint.done();
            progress.accept(fixedPoint.share());
            current = fresh;
            spare = old;
        }
        check(0, current, spare);
        return spare;
    }

    /** The same by linear equations. */
    private Tables longRun() {
        Tables shape = Tables.zero(mechanism, columns);
        Tables current = shape.unpacked(LinearFixedPoint.of(shape.tableOf(columns.width()), packed -> {
            Tables fresh = Tables.zero(mechanism, columns);
            evaluate(shape.unpacked(packed), fresh);
            return fresh.packed();
        }));
        check(0, current, shape);
        return shape;
    }

    private void evaluate(Tables old, Tables fresh) {
        workers.<Integer>forEach(
                world.stateCount(),
                CHUNK,
                (worker, from, to) -> {
                    for (int s = from; s < to; s++) {
                        worker.block().enter(0, s, old);
                        worker.evaluation().write(fresh);
                    }
                    return to;
                },
                state -> {});
    }

    private void check(int t, Tables next, Tables now) {
        workers.<Worst>forEach(
                world.stateCount(),
                CHUNK,
                (worker, from, to) -> {
                    Worst part = new Worst();
                    for (int s = from; s < to; s++) {
                        worker.block().enter(t, s, next);
                        worker.evaluation().write(now);
                        worker.checks().note(now, part);
                    }
                    return part;
                },
                worst::merge);
    }

    private PivotVerification conclude(Tables first, Totals totals, Allowance allowance, List<Reals> shifts) {
        double[] expected = expected(first);
        double[] truth = new double[profiles.agents()];
        double[] optOut = new double[profiles.agents()];
        note(totals.relativeWelfare() - expected[columns.money()], -1, allowance);
        for (int i = 0; i < profiles.agents(); i++) {
            truth[i] = expected[columns.truth(i)];
            optOut[i] = expected[columns.optOut(i)];
            note(totals.rewards().get(i) - totals.payments().get(i) - truth[i], i, allowance);
        }
        List<Finding> findings = new ArrayList<>();
        for (Property property : Property.values()) {
            if (world.worstTypes() && !property.isOfWorstTypes()) {
                continue;
            }
            Worst.Mark mark = worst.of(property);
            double unit = allowance.units().of(property, mark.place().i());
            findings.add(new Finding(property, mark.margin(), mark.allowed(), unit, mark.place(), status(property)));
        }
        double welfare = totals.common() + expected[columns.money()];
        return new PivotVerification(
                findings,
                allowance.units(),
                allowance.tolerance(),
                welfare,
                Reals.of(truth),
                Reals.of(optOut),
                totals,
                rounding(allowance, Math.ulp(welfare), shifts));
    }

    private PivotVerification.Rounding rounding(Allowance allowance, double last, List<Reals> shifts) {
        double[] agents = new double[profiles.agents()];
        Arrays.setAll(agents, allowance::roundingOfTotals);
        boolean matters = false;
        for (int i = 0; i < shifts.size(); i++) {
            double least = allowance.ofTotals(i);
            matters |= shifts.get(i).stream().anyMatch(shift -> Math.abs(shift) > least);
        }
        return new PivotVerification.Rounding(
                last + allowance.roundingOfTotals(-1), Reals.of(agents), matters ? shifts : List.of());
    }

    private void note(double difference, int i, Allowance allowance) {
        Place place = new Place(-1, -1, -1, -1, i, -1);
        worst.note(Property.TOTALS, -Math.abs(difference), allowance.ofTotals(i), place);
    }

    private double[] expected(Tables first) {
        double[] initial = profiles.initial(world);
        double[] expected = new double[columns.width()];
        for (int row = 0; row < initial.length; row++) {
            for (int c = 0; c < expected.length && initial[row] > 0; c++) {
                expected[c] += initial[row] * first.joint()[row * expected.length + c];
            }
        }
        return expected;
    }

    private Finding.Status status(Property property) {
        if (worst.of(property).holds()) {
            return Finding.Status.HOLDS;
        }
        if (world.worstTypes()) {
            return property == Property.BUDGET ? Finding.Status.NOT_PROMISED : Finding.Status.FAILS;
        }
        boolean promised = property.premises().stream()
                .allMatch(premise -> worst.of(premise).holds());
        return promised ? Finding.Status.FAILS : Finding.Status.NOT_PROMISED;
    }
}
