package org.dynama.ama.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.ExactOutcome;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.Settling;
import org.dynama.ama.objective.Moments;
import org.dynama.ama.objective.Objective;
import org.dynama.exact.Exactness;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.Measures;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;
import org.jspecify.annotations.Nullable;

/** Per-profile numbers, filled in order. */
final class Collected {
    private final Objective objective;
    private final double[] ours;
    private final double[] vcgs;
    private final double[] revenue;
    private final double[] vcgRevenue;
    private final double[] payments;
    private final double[] visits;
    private final Reals stakes;
    /** By profile, what exact arithmetic has settled of the mechanism. */
    private final Map<Integer, ExactOutcome> settled = new HashMap<>();

    private WorstAmount loss = WorstAmount.NONE;
    private Settling settling;
    private int filled;
    /** Whether the outcomes have told all visits. */
    private boolean visited = true;

    /** What one chunk of profiles came to; one outcome stands for both where VCG is the mechanism. */
    record Pair(Outcome mechanism, Outcome vcg) {}

    Collected(Environment environment, Objective objective, int count) {
        this.objective = objective;
        payments = new double[environment.agentCount()];
        visits = new double[environment.mdp().pairCount()];
        stakes = Stakes.of(environment);
        settling = Settling.none(environment.agentCount());
        ours = new double[count];
        vcgs = new double[count];
        revenue = new double[count];
        vcgRevenue = new double[count];
    }

    /** All profiles of a chunk. */
    void add(Pair pair) {
        double[] sum = new double[visits.length];
        for (int b = 0; b < pair.mechanism.count(); b++) {
            add(pair, b, sum);
        }
        addVisits(sum);
    }

    /** All profiles of a batch, of which each distinct one was solved once. */
    void add(List<Pair> pairs, Distinct distinct) {
        List<Pair> of = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        for (Pair pair : pairs) {
            for (int b = 0; b < pair.mechanism.count(); b++) {
                of.add(pair);
                at.add(b);
            }
        }
        for (int from = 0; from < ours.length; from += Profiles.BLOCK) {
            double[] sum = new double[visits.length];
            for (int b = from; b < Math.min(ours.length, from + Profiles.BLOCK); b++) {
                int row = distinct.row(b);
                add(of.get(row), at.get(row), sum);
            }
            addVisits(sum);
        }
    }

    @SuppressWarnings("ReferenceEquality") // one outcome may stand for both
    private void add(Pair pair, int b, double[] sum) {
        Outcome mine = pair.mechanism;
        Outcome other = pair.vcg;
        settling = settling.with(mine, b);
        settling = mine == other ? settling : settling.with(other, b);
        visited &= mine.tellsVisits();
        if (visited) {
            mine.addVisits(b, sum);
        }
        ExactOutcome exact = mine.exact().get(b);
        if (exact != null) {
            settled.put(filled, exact);
        }
        revenue[filled] = mine.revenue(b);
        vcgRevenue[filled] = other.revenue(b);
        ours[filled] = objective.value(revenue[filled], mine.welfare(b), mine.losses(b));
        vcgs[filled] = objective.value(vcgRevenue[filled], other.welfare(b), other.losses(b));
        filled++;
        for (int i = 0; i < payments.length; i++) {
            payments[i] += mine.payment(i, b) / ours.length;
            loss = loss.or(0 - mine.utility(i, b), i, stakes);
        }
    }

    /** The visits of a chunk, summed over its profiles, where exact arithmetic has the last word. */
    double[] visits(Measures chunk, int from) {
        int count = chunk.count();
        if (IntStream.range(from, from + count).noneMatch(settled::containsKey)) {
            return chunk.sum();
        }
        double[] table = chunk.toArray();
        double[] sum = new double[visits.length];
        for (int b = 0; b < count; b++) {
            ExactOutcome exact = settled.get(from + b);
            if (exact != null) {
                exact.fillVisits(table, count, b);
            }
            for (int pair = 0; pair < sum.length; pair++) {
                sum[pair] += table[pair * count + b];
            }
        }
        return sum;
    }

    /** How many profiles are done. */
    int filled() {
        return filled;
    }

    /** Whether the outcomes have told all visits; if not, those that they have told are forgotten. */
    boolean toldVisits() {
        if (!visited) {
            Arrays.fill(visits, 0);
        }
        return visited;
    }

    void addVisits(double[] sum) {
        Arrays.setAll(visits, pair -> visits[pair] + sum[pair] / ours.length);
    }

    /**
     * Takes the numbers of VCG from elsewhere; how they were settled is not this mechanism's affair.
     *
     * @param other of VCG, on the same profiles; null to leave them as they are
     */
    Collected beside(@Nullable Collected other) {
        if (other != null) {
            System.arraycopy(other.ours, 0, vcgs, 0, vcgs.length);
            System.arraycopy(other.revenue, 0, vcgRevenue, 0, vcgRevenue.length);
        }
        return this;
    }

    Evaluation evaluation(@Nullable Exactness exactness) {
        Evaluation.Estimates estimates = new Evaluation.Estimates(
                objective.reported(Moments.of(ours)),
                objective.reported(Moments.of(vcgs)),
                objective.reported(Moments.ofDifference(ours, vcgs)));
        return new Evaluation(
                estimates,
                loss,
                Reals.of(ours).with(objective::reported),
                Reals.of(visits),
                Reals.of(revenue),
                Reals.of(vcgRevenue),
                Reals.of(payments),
                exactness,
                settling);
    }
}
