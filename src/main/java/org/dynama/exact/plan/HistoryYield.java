package org.dynama.exact.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.exact.certificate.Refutation;
import org.dynama.exact.plan.PlanCertificate.Answer;
import org.dynama.exact.plan.PlanCertificate.Draw;
import org.dynama.exact.plan.PlanCertificate.History;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** What each report at one history yields, in expectation over the others, who are truthful. */
final class HistoryYield {
    private final PlanWorld world;
    private final int number;
    private final List<List<Rational>> distribution;
    /** Per agent, possible report and type: what the report yields if the best ones follow. */
    private final List<Map<Integer, Rational[]>> byReport = new ArrayList<>();

    /** Per agent and possible type: what truth yields. */
    private final List<Map<Integer, Rational>> byTruth = new ArrayList<>();

    private Rational profit = Rational.ZERO;

    HistoryYield(PlanWorld world, History history, int number, List<List<Rational>> distribution) {
        this.world = world;
        this.number = number;
        this.distribution = distribution;
        int profiles = 1;
        Refutation.unless(
                history.reports().size() == world.agents() && history.payments().size() == world.agents(),
                () -> "history " + number + " must have reports and payments of each agent");
        for (int i = 0; i < world.agents(); i++) {
            List<Integer> possible = new ArrayList<>();
            Map<Integer, Rational[]> own = new HashMap<>();
            Map<Integer, Rational> honest = new HashMap<>();
            for (int v = 0; v < world.values().size(); v++) {
                if (distribution.get(i).get(v).signum() > 0) {
                    possible.add(v);
                }
            }
            int agent = i;
            List<Rational> payments = history.payments().get(i);
            Refutation.unless(
                    history.reports().get(i).equals(possible) && payments.size() == possible.size(),
                    () -> "history " + number + " must have the reports " + possible + " of agent " + (agent + 1)
                            + ", and a payment for each");
            for (int k = 0; k < possible.size(); k++) {
                Rational[] start = new Rational[world.values().size()];
                Arrays.fill(start, payments.get(k).negated());
                own.put(possible.get(k), start);
                honest.put(possible.get(k), payments.get(k).negated());
                Rational expected = distribution.get(i).get(possible.get(k)).times(payments.get(k));
                profit = profit.plus(expected).reduced();
            }
            byReport.add(own);
            byTruth.add(honest);
            profiles = Math.multiplyExact(profiles, possible.size());
        }
        long answered =
                history.answers().stream().map(Answer::profile).distinct().count();
        int wanted = profiles;
        Refutation.unless(
                history.answers().size() == wanted && answered == wanted,
                () -> "history " + number + " must answer each of " + wanted + " profiles once");
    }

    /** Where an answer stands, in words. */
    String place(Answer answer) {
        return "reports " + answer.profile() + " in history " + number;
    }

    private Rational chance(Answer answer, int leftOut) {
        Rational chance = Rational.ONE;
        for (int i = 0; i < world.agents(); i++) {
            int type = answer.profile().get(i);
            Refutation.unless(distribution.get(i).get(type).signum() > 0, () -> place(answer) + " contradict it");
            chance = i == leftOut ? chance : chance.times(distribution.get(i).get(type));
        }
        return chance.reduced();
    }

    /**
     * Adds what a draw is worth.
     *
     * @param consumed shape {@code [n]}
     * @param moved per agent, the movement of her type; empty in the last period
     * @param next what follows; null in the last period
     */
    void add(
            Answer answer,
            Draw draw,
            List<Rational> consumed,
            List<List<List<Rational>>> moved,
            @Nullable PlanYield next) {
        Rational joint = chance(answer, -1).times(draw.chance()).reduced();
        for (int i = 0; i < world.agents(); i++) {
            int report = answer.profile().get(i);
            Rational weight = chance(answer, i).times(draw.chance()).reduced();
            Rational[] own = Objects.requireNonNull(byReport.get(i).get(report));
            for (int v = 0; v < own.length; v++) {
                Rational worth = world.values().get(v).times(consumed.get(i));
                if (next != null) {
                    worth = worth.plus(expected(moved.get(i).get(v), next.best()[i]));
                }
                own[v] = own[v].plus(weight.times(worth)).reduced();
            }
            Rational worth = world.values().get(report).times(consumed.get(i));
            if (next != null) {
                worth = worth.plus(expected(moved.get(i).get(report), next.truth()[i]));
            }
            byTruth.get(i)
                    .merge(
                            report,
                            weight.times(worth),
                            (sum, more) -> sum.plus(more).reduced());
            profit = profit.minus(joint.times(world.costs().get(i))
                            .times(draw.shares().get(i)))
                    .reduced();
        }
        if (next != null) {
            profit = profit.plus(joint.times(world.discount()).times(next.profit()))
                    .reduced();
        }
    }

    private Rational expected(List<Rational> chances, Rational[] later) {
        Rational sum = Rational.ZERO;
        for (int w = 0; w < later.length; w++) {
            sum = sum.plus(chances.get(w).times(later[w]));
        }
        return sum.times(world.discount()).reduced();
    }

    /** What truth and the best reports yield from here on; truth of impossible types is worth 0. */
    PlanYield chosen() {
        int types = world.values().size();
        Rational[][] truth = new Rational[world.agents()][types];
        Rational[][] best = new Rational[world.agents()][types];
        for (int i = 0; i < world.agents(); i++) {
            for (int v = 0; v < types; v++) {
                truth[i][v] = byTruth.get(i).getOrDefault(v, Rational.ZERO);
                for (Rational[] report : byReport.get(i).values()) {
                    best[i][v] = best[i][v] == null || report[v].compareTo(best[i][v]) > 0 ? report[v] : best[i][v];
                }
            }
        }
        return new PlanYield(profit, truth, best);
    }
}
