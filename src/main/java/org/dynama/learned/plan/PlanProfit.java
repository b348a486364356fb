package org.dynama.learned.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dynama.exact.plan.PlanCertificate.Claims;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.learned.plan.PlanBranch.Draw;

/** What a corner of a plan's program says that the plan yields, and how far it is from the reference. */
final class PlanProfit {
    private final PlanProgram program;
    private final List<Rational> corner;

    PlanProfit(PlanProgram program, List<Rational> corner) {
        this.program = program;
        this.corner = corner;
    }

    /** Utilities of truth and profit. */
    Claims claims(Rational unit) {
        Rational profit = program.profit.at(corner).times(unit).reduced();
        PlanProgram.Variables start = Objects.requireNonNull(program.variables.get(program.tree.root));
        List<List<Rational>> truth = new ArrayList<>();
        List<Rational> welfare = new ArrayList<>(List.of(profit));
        for (int i = 0; i < start.truth().length; i++) {
            int[] own = start.truth()[i];
            List<Rational> initial = program.tree.types.get(i).initial;
            List<Rational> utilities = new ArrayList<>();
            for (int v = 0; v < own.length; v++) {
                Rational utility = own[v] < 0
                        ? Rational.ZERO
                        : corner.get(own[v]).times(unit).reduced();
                utilities.add(utility);
                welfare.add(initial.get(v).times(utility));
            }
            truth.add(utilities);
        }
        return new Claims(profit, Fractions.sum(welfare), truth);
    }

    /** The L1 distance between the laws of whole runs by plan and by reference: 0 where they agree, 2 where they never do. */
    double distance() {
        return distance(program.tree.root);
    }

    private double distance(PlanNode node) {
        double distance = 0;
        for (PlanBranch branch : node.branches) {
            double chance = node.chance.times(branch.chance).toDouble();
            for (Draw draw : branch.draws) {
                double drawn = corner.get(Objects.requireNonNull(program.plans.get(draw)))
                        .toDouble();
                double wanted = draw.reference().toDouble();
                PlanNode next = draw.next();
                boolean ends = next == null || drawn == 0 || wanted == 0;
                distance += ends ? chance * Math.abs(drawn - wanted) : distance(Objects.requireNonNull(next));
            }
        }
        return distance;
    }
}
