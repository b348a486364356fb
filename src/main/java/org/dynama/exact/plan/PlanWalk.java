package org.dynama.exact.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.exact.certificate.Refutation;
import org.dynama.exact.plan.PlanCertificate.Answer;
import org.dynama.exact.plan.PlanCertificate.Draw;
import org.dynama.exact.plan.PlanCertificate.History;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/** One walk through all histories of a plan, from its end to its beginning. */
final class PlanWalk {
    private final PlanWorld world;
    private final List<History> histories;
    private final Set<Integer> seen = new HashSet<>();
    /** Per agent, by what was consumed and before. */
    private final List<Map<List<Rational>, List<List<Rational>>>> movements = new ArrayList<>();

    private PlanWalk(PlanWorld world, List<History> histories) {
        this.world = world;
        this.histories = histories;
        for (int i = 0; i < world.agents(); i++) {
            Map<List<Rational>, List<List<Rational>>> own = new HashMap<>();
            world.of(i).movements().forEach(moved -> own.put(List.of(moved.consumed(), moved.memory()), moved.rows()));
            movements.add(own);
        }
    }

    /** From the beginning on. */
    static PlanYield of(PlanCertificate certificate) {
        PlanWorld world = certificate.world();
        PlanWalk walk = new PlanWalk(world, certificate.histories());
        List<List<Rational>> first = new ArrayList<>();
        List<Rational> nothing = new ArrayList<>();
        for (int i = 0; i < world.agents(); i++) {
            first.add(world.of(i).initial());
            nothing.add(Rational.ZERO);
        }
        PlanYield all = walk.from(0, 0, first, nothing);
        Refutation.unless(
                walk.seen.size() == certificate.histories().size(),
                () -> "there are " + certificate.histories().size() + " histories, of which " + walk.seen.size()
                        + " can be reached");
        return all;
    }

    private PlanYield from(int number, int period, List<List<Rational>> distribution, List<Rational> memory) {
        Refutation.unless(seen.add(number), () -> "history " + number + " is reached twice");
        HistoryYield here = new HistoryYield(world, histories.get(number), number, distribution);
        for (Answer answer : histories.get(number).answers()) {
            Rational sum = Rational.ZERO;
            for (Draw draw : answer.draws()) {
                sum = sum.plus(draw.chance()).reduced();
                take(here, answer, draw, period, memory);
            }
            Refutation.unless(sum.equals(Rational.ONE), () -> "draws after " + here.place(answer) + " must have sum 1");
        }
        return here.chosen();
    }

    private void take(HistoryYield here, Answer answer, Draw draw, int period, List<Rational> memory) {
        Refutation.unless(
                draw.chance().signum() > 0
                        && draw.shares().size() == world.agents()
                        && draw.shares().stream().allMatch(share -> share.signum() >= 0)
                        && Fractions.sum(draw.shares()).compareTo(Rational.ONE) <= 0,
                () -> "a draw after " + here.place(answer) + " must have a positive chance, and shares of one good");
        boolean last = period == world.periods() - 1;
        Refutation.unless(
                last == draw.next() < 0,
                () -> "a draw after " + here.place(answer) + " must have a next history but in the last period");
        List<Rational> consumed = new ArrayList<>();
        List<Rational> after = new ArrayList<>();
        List<List<List<Rational>>> moved = new ArrayList<>();
        List<List<Rational>> next = new ArrayList<>();
        for (int i = 0; i < world.agents(); i++) {
            Rational share = draw.shares().get(i);
            Rational rest = Rational.ONE.minus(memory.get(i));
            Rational y = (world.unitDemand() ? share.times(rest) : share).reduced();
            consumed.add(y);
            after.add(memory.get(i).plus(y).reduced());
            if (!last) {
                List<List<Rational>> rows = movements.get(i).get(List.of(y, memory.get(i)));
                if (rows == null) {
                    throw new Refutation("the movement of types after a draw at " + here.place(answer) + " is missing");
                }
                moved.add(rows);
                next.add(rows.get(answer.profile().get(i)));
            }
        }
        here.add(answer, draw, consumed, moved, last ? null : from(draw.next(), period + 1, next, after));
    }
}
