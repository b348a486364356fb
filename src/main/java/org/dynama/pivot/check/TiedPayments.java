package org.dynama.pivot.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.dynama.pivot.mechanism.AllocationPolicy;
import org.dynama.pivot.mechanism.Expectation;
import org.dynama.pivot.mechanism.FixedPoint;
import org.dynama.pivot.mechanism.LinearFixedPoint;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Failure;

/**
 * How far an agent's expected payment moves if ties are decided in another way: as far as her expected reward, because what
 * truth earns her is the same in all optimal policies. The least and the most reward are a recursion over tied actions.
 */
final class TiedPayments {
    private static final int CHUNK = 8;
    private static final int MOST_POLICIES = 50;
    /** Of values of one policy found twice, relative to the largest. */
    private static final double ROUNDING = 64 * Math.ulp(1.0);
    /** By agent: the least and the most. */
    private static final int COLUMNS = 2;

    private final PivotMechanism mechanism;
    private final AllocationWorld world;
    private final JointTypes profiles;
    private final int width;
    /** By column, the actions whose values are found; empty where the least and the most are. */
    private List<AllocationPolicy> kept = List.of();

    private boolean choosing;

    private TiedPayments(PivotMechanism mechanism) {
        this.mechanism = mechanism;
        world = mechanism.world();
        profiles = mechanism.profiles();
        width = COLUMNS * profiles.agents();
    }

    /** For each agent, what her expected payment changes by at least (not positive) and at most; empty without ties. */
    static List<Reals> shifts(PivotMechanism mechanism, Totals totals, int threads) {
        return mechanism.ties().sets().isEmpty() ? List.of() : new TiedPayments(mechanism).shifts(totals, threads);
    }

    private List<Reals> shifts(Totals totals, int threads) {
        double[] first;
        try (Workers<Step> workers = new Workers<>(Step::new, threads)) {
            first = world.isFinite() ? finite(workers) : discounted(workers);
        }
        double[] initial = profiles.initial(world);
        List<Reals> shifts = new ArrayList<>();
        for (int i = 0; i < profiles.agents(); i++) {
            double less = -totals.rewards().get(i);
            double more = less;
            for (int row = 0; row < initial.length; row++) {
                int at = row * width + COLUMNS * i;
                less += initial[row] * first[at];
                more += initial[row] * first[at + 1];
            }
            shifts.add(Reals.of(Math.min(less, 0), Math.max(more, 0)));
        }
        return shifts;
    }

    private double[] finite(Workers<Step> workers) {
        double[] next = terminal();
        for (int t = mechanism.periods() - 1; t >= 0; t--) {
            next = sweep(workers, t, next);
        }
        return next;
    }

    private double[] table() {
        return new double
                [Entries.of(
                        "a table of payments",
                        "Maybe fewer public states, agents or types.",
                        world.stateCount(),
                        profiles.count(),
                        width)];
    }

    private double[] terminal() {
        double[] table = table();
        for (int row = 0; row < table.length / width; row++) {
            int s = row / profiles.count();
            for (int c = 0; c < width; c++) {
                int i = c / COLUMNS;
                int type = profiles.type(i, row % profiles.count());
                table[row * width + c] = world.terminal().utilities().get(i).get(s * profiles.types(i) + type);
            }
        }
        return table;
    }

    private double[] discounted(Workers<Step> workers) {
        FixedPoint fixedPoint = FixedPoint.of(world);
        double[] table = table();
        do {
            double[] old = table;
            table = sweep(workers, 0, old);
            fixedPoint.begin();
            for (int c = 0; c < width; c++) {
                fixedPoint.settle(old, table, c, width);
            }
        } while (!fixedPoint.done() && !fixedPoint.isSlow());
        return fixedPoint.done() ? table : improved(workers, table);
    }

    /** Where a discount is near 1: the choices that are best at some values are kept while these are found, and so on. */
    private double[] improved(Workers<Step> workers, double[] near) {
        double[] values = near;
        for (int policies = 0; policies < MOST_POLICIES; policies++) {
            double[] old = values;
            kept = IntStream.range(0, width)
                    .mapToObj(c -> new AllocationPolicy(
                            1, world.stateCount(), world.draws().size(), profiles.count()))
                    .toList();
            choosing = true;
            sweep(workers, 0, old);
            choosing = false;
            values = LinearFixedPoint.of(columns(old.length), table -> sweep(workers, 0, table));
            if (policies > 0 && !differs(old, values)) {
                return values;
            }
        }
        throw new Failure(
                "what payments are under other ties has changed with each of " + MOST_POLICIES + " policies",
                "Maybe a smaller discount.");
    }

    private int[] columns(int size) {
        return IntStream.range(0, size).map(j -> j % width).toArray();
    }

    private boolean differs(double[] old, double[] values) {
        double[] largest = new double[width];
        for (int j = 0; j < old.length; j++) {
            largest[j % width] = Math.max(largest[j % width], Math.abs(old[j]));
        }
        double rounding = ROUNDING / (1 - world.discount());
        return IntStream.range(0, old.length)
                .anyMatch(j -> Math.abs(values[j] - old[j]) > rounding * largest[j % width]);
    }

    private double[] sweep(Workers<Step> workers, int t, double[] next) {
        double[] into = new double[next.length];
        workers.<Integer>forEach(
                world.stateCount(),
                CHUNK,
                (step, from, to) -> {
                    for (int s = from; s < to; s++) {
                        step.write(t, s, next, into);
                    }
                    return to;
                },
                done -> {});
        return into;
    }

    /** One public state at a time. */
    private final class Step {
        private final Expectation expectation = new Expectation(profiles, width);
        private final int[] slot = new int[world.actions().size()];
        private double[] after = {};

        void write(int t, int s, double[] next, double[] into) {
            PivotStage stage = world.stages().get(t);
            int[] actions = stage.used(s);
            int row = profiles.count() * width;
            if (after.length < actions.length * row) {
                after = new double[actions.length * row];
            }
            for (int k = 0; k < actions.length; k++) {
                slot[actions[k]] = k;
                expectation.of(stage, s, actions[k], Expectation.NOBODY, next, after, k * row);
            }
            for (int z = 0; z < stage.draws(); z++) {
                for (int b = 0; b < profiles.count(); b++) {
                    int taken = mechanism.policy().action(t, s, z, b);
                    int[] tied = mechanism.ties().sets().at(t, s, z, b);
                    for (int i = 0; i < profiles.agents(); i++) {
                        add(stage, s, z, b, i, taken, tied, into, stage.probability(z));
                    }
                }
            }
        }

        private void add(
                PivotStage stage,
                int s,
                int z,
                int b,
                int i,
                int taken,
                int[] tied,
                double[] into,
                double probability) {
            for (int c = COLUMNS * i; c < COLUMNS * (i + 1); c++) {
                int best = kept.isEmpty() || choosing ? taken : kept.get(c).action(0, s, z, b);
                double earned = earned(stage, s, b, i, best, c);
                for (int k = 0; k < tied.length && (kept.isEmpty() || choosing); k++) {
                    double other = earned(stage, s, b, i, tied[k], c);
                    if (c % COLUMNS == 0 ? other < earned : other > earned) {
                        earned = other;
                        best = tied[k];
                    }
                }
                if (choosing) {
                    kept.get(c).set(0, s, z, b, best);
                }
                into[(s * profiles.count() + b) * width + c] += probability * earned;
            }
        }

        private double earned(PivotStage stage, int s, int b, int i, int a, int column) {
            return stage.utility(i, s, a, profiles.type(i, b))
                    + world.discount() * after[(slot[a] * profiles.count() + b) * width + column];
        }
    }
}
