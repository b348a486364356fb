package org.dynama.pivot.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.model.Workers;
import org.dynama.pivot.mechanism.LinearFixedPoint;
import org.dynama.pivot.mechanism.NearOne;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * Where truthful agents go: the distribution of public state and types, pushed forwards period by period, and what is
 * earned and paid on the way. It never sees a value, so that it is a second route to the values of the first period.
 */
final class Occupancy {
    private static final int CHUNK = 16;

    /** Mass below this, relative to all utilities still to come, ends a run that has no last period. */
    private static final double NEGLIGIBLE = 1e-16;

    private final PivotMechanism mechanism;
    private final AllocationWorld world;
    private final JointTypes profiles;
    private double[] mass;
    private final double[] rewards;
    private final double[] payments;
    private double publicUtility;
    private final List<Reals> byPeriod = new ArrayList<>();

    private Occupancy(PivotMechanism mechanism) {
        this.mechanism = mechanism;
        world = mechanism.world();
        profiles = mechanism.profiles();
        mass = profiles.initial(world);
        rewards = new double[profiles.agents()];
        payments = new double[profiles.agents()];
    }

    static Totals totals(PivotMechanism mechanism, int threads) {
        Occupancy occupancy = new Occupancy(mechanism);
        try (Workers<double[]> workers = new Workers<>(() -> new double[occupancy.profiles.count()], threads)) {
            double weight = 1;
            int periods = occupancy.periods();
            double longest = occupancy.world.length();
            BitSet ends = occupancy.world.ends();
            for (int period = 0; period < periods && occupancy.going(ends) * longest > NEGLIGIBLE; period++) {
                int t = occupancy.world.isFinite() ? period : 0;
                occupancy.advance(workers, t, weight);
                weight *= occupancy.world.discount();
            }
            Totals.Part beginning = NearOne.holds(occupancy.world.discount()) ? occupancy.part() : null;
            if (beginning != null) {
                occupancy.visit(workers);
            }
            occupancy.end();
            Totals.Part all = occupancy.part();
            return new Totals(
                    all.rewards(),
                    all.payments(),
                    all.relativePublic(),
                    mechanism.world().commonFrom(0),
                    occupancy.byPeriod,
                    beginning);
        }
    }

    private Totals.Part part() {
        return new Totals.Part(byPeriod.size(), Reals.of(rewards), Reals.of(payments), publicUtility);
    }

    /** Counts all periods at a time: the discounted visits {@code y = m + discount P' y} from the first distribution {@code m}. */
    private void visit(Workers<double[]> workers) {
        double[] first = profiles.initial(world);
        double discount = world.discount();
        double[] visits = LinearFixedPoint.of(new int[first.length], old -> {
            double[] next = follow(workers, old);
            for (int row = 0; row < next.length; row++) {
                next[row] = first[row] + discount * next[row];
            }
            return next;
        });
        mass = visits;
        int n = profiles.agents();
        double[] earned = new double[2 * n + 1];
        for (int s = 0; s < world.stateCount(); s++) {
            earn(0, s, earned);
        }
        for (int i = 0; i < n; i++) {
            rewards[i] = earned[i];
            payments[i] = earned[n + i];
        }
        publicUtility = earned[2 * n];
    }

    /** Where a measure of one sign or both goes in one period. */
    private double[] follow(Workers<double[]> workers, double[] from) {
        mass = from;
        double[] next = new double[from.length];
        double[] earned = new double[2 * profiles.agents() + 1];
        advance(workers, 0, next, earned);
        return next;
    }

    private int periods() {
        if (world.isTotal()) {
            return Integer.MAX_VALUE;
        }
        if (world.isFinite()) {
            return mechanism.periods();
        }
        return NearOne.holds(world.discount()) ? NearOne.PERIODS : world.periods(NEGLIGIBLE * (1 - world.discount()));
    }

    /** The probability that a season goes on; without ends that is all there is. */
    private double going(BitSet ends) {
        if (ends.isEmpty()) {
            return 1;
        }
        double going = 0;
        for (int row = 0; row < mass.length; row++) {
            going += ends.get(row / profiles.count()) ? 0 : mass[row];
        }
        return going;
    }

    /** What one chunk of public states earns, and what it sends on: mass by successor. */
    private static final class Part {
        final double[] earned;
        final List<Integer> successors = new ArrayList<>();
        final List<double[]> sent = new ArrayList<>();

        Part(int agents) {
            earned = new double[2 * agents + 1];
        }
    }

    private void advance(Workers<double[]> workers, int t, double weight) {
        int n = profiles.agents();
        double[] next = new double[mass.length];
        double[] earned = new double[2 * n + 1];
        advance(workers, t, next, earned);
        double[] paid = new double[n];
        for (int i = 0; i < n; i++) {
            rewards[i] += weight * earned[i];
            paid[i] = weight * earned[n + i];
            payments[i] += paid[i];
        }
        publicUtility += weight * earned[2 * n];
        byPeriod.add(Reals.of(paid));
        mass = next;
    }

    private void advance(Workers<double[]> workers, int t, double[] next, double[] earned) {
        workers.<Part>forEach(world.stateCount(), CHUNK, (scratch, from, to) -> part(scratch, t, from, to), part -> {
            for (int k = 0; k < earned.length; k++) {
                earned[k] += part.earned[k];
            }
            for (int k = 0; k < part.sent.size(); k++) {
                double[] sent = part.sent.get(k);
                int row = part.successors.get(k) * profiles.count();
                for (int b = 0; b < sent.length; b++) {
                    next[row + b] += sent[b];
                }
            }
        });
    }

    private Part part(double[] scratch, int t, int from, int to) {
        Part part = new Part(profiles.agents());
        for (int s = from; s < to; s++) {
            boolean visited = false;
            for (int b = 0; b < profiles.count() && !visited; b++) {
                visited = mass[s * profiles.count() + b] != 0;
            }
            if (visited) {
                earn(t, s, part.earned);
                send(scratch, t, s, part);
            }
        }
        return part;
    }

    private void earn(int t, int s, double[] earned) {
        PivotStage stage = world.stages().get(t);
        int n = profiles.agents();
        for (int b = 0; b < profiles.count(); b++) {
            double here = mass[s * profiles.count() + b];
            for (int z = 0; z < stage.draws() && here != 0; z++) {
                double weight = here * stage.probability(z);
                int a = mechanism.policy().action(t, s, z, b);
                earned[2 * n] += weight * stage.relativePublic(s, a);
                for (int i = 0; i < n; i++) {
                    earned[i] += weight * stage.utility(i, s, a, profiles.type(i, b));
                    earned[n + i] += weight * mechanism.transfers().payment(t, i, s, z, b);
                }
            }
        }
    }

    private void send(double[] scratch, int t, int s, Part part) {
        PivotStage stage = world.stages().get(t);
        for (int a : stage.used(s)) {
            double[] leaving = new double[profiles.count()];
            boolean any = false;
            for (int b = 0; b < leaving.length; b++) {
                for (int z = 0; z < stage.draws(); z++) {
                    if (mechanism.policy().action(t, s, z, b) == a) {
                        leaving[b] += mass[s * profiles.count() + b] * stage.probability(z);
                    }
                }
                any |= leaving[b] != 0;
            }
            if (any) {
                for (int i = 0; i < profiles.agents(); i++) {
                    move(stage.kernel(i, s, a), i, leaving, scratch);
                }
                spread(stage.next(), stage.next().pair(s, a), leaving, part);
            }
        }
    }

    /** Moves agent {@code i}'s type by her kernel: each profile hands its mass to those that follow. */
    private void move(double[] kernel, int i, double[] leaving, double[] scratch) {
        int types = profiles.types(i);
        Arrays.fill(scratch, 0, leaving.length, 0);
        for (int b = 0; b < leaving.length; b++) {
            for (int k = 0; k < types; k++) {
                scratch[profiles.with(i, b, k)] += leaving[b] * kernel[profiles.type(i, b) * types + k];
            }
        }
        System.arraycopy(scratch, 0, leaving, 0, leaving.length);
    }

    private static void spread(Transitions transitions, int pair, double[] leaving, Part part) {
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            double[] sent = leaving.clone();
            for (int b = 0; b < sent.length; b++) {
                sent[b] *= transitions.probability(k);
            }
            part.successors.add(transitions.next(k));
            part.sent.add(sent);
        }
    }

    private void end() {
        if (!world.isFinite()) {
            return;
        }
        double[] common = world.terminal().relativePublic();
        for (int s = 0; s < world.stateCount(); s++) {
            for (int b = 0; b < profiles.count(); b++) {
                double here = mass[s * profiles.count() + b];
                publicUtility += here * common[s];
                for (int i = 0; i < profiles.agents(); i++) {
                    rewards[i] +=
                            here * world.terminal().utilities().get(i).get(s * profiles.types(i) + profiles.type(i, b));
                }
            }
        }
    }
}
