package org.dynama.learned.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.exact.plan.PlanCertificate;
import org.dynama.exact.plan.PlanCertificate.Answer;
import org.dynama.exact.plan.PlanCertificate.History;
import org.dynama.exact.plan.PlanWorld;
import org.dynama.exact.plan.PlanWorld.Movement;
import org.dynama.exact.rational.Rational;
import org.dynama.learned.plan.PlanBranch.Draw;
import org.dynama.learned.world.World;

/** A corner of a plan's program as a mechanism: chances and payments at the histories that it reaches. */
final class PlanWriter {
    private final PlanProgram program;
    private final List<Rational> corner;
    private final World world;
    private final Rational unit;
    private final List<History> histories = new ArrayList<>();
    /** By what was consumed and before, of each agent, or of all who are alike. */
    private final List<Map<List<Rational>, Movement>> movements = new ArrayList<>();

    private PlanWriter(PlanProgram program, List<Rational> corner) {
        this.program = program;
        this.corner = corner;
        world = program.tree.world;
        unit = Rational.binary(world.unit());
        for (int i = 0; i < Math.max(1, world.own().size()); i++) {
            movements.add(new LinkedHashMap<>());
        }
    }

    /** The mechanism, with what it yields as its program says. */
    static PlanCertificate of(PlanProgram program, List<Rational> corner) {
        PlanWriter writer = new PlanWriter(program, corner);
        writer.add(program.tree.root, Rational.ONE);
        return new PlanCertificate(
                PlanCertificate.FORMAT,
                PlanCertificate.SCHEMA,
                writer.world(),
                writer.histories,
                new PlanProfit(program, corner).claims(writer.unit));
    }

    private PlanWorld world() {
        List<PlanWorld.Own> each = new ArrayList<>();
        for (int i = 0; i < movements.size(); i++) {
            List<Movement> moves = List.copyOf(movements.get(i).values());
            each.add(new PlanWorld.Own(program.tree.types.get(i).initial, moves));
        }
        boolean alike = world.own().isEmpty();
        ExactTypes types = program.tree.types.get(0);
        return new PlanWorld(
                world.name(),
                world.agents(),
                world.periods(),
                Rational.decimal(world.discount()),
                world.dynamics().unitDemand(),
                types.values,
                types.initial,
                ExactTypes.decimals(world.costs().toArray()),
                alike ? each.get(0).movements() : List.of(),
                alike ? List.of() : each);
    }

    /** @param plan the history's; positive */
    private int add(PlanNode node, Rational plan) {
        int number = histories.size();
        histories.add(new History(List.of(), List.of(), List.of()));
        List<List<Integer>> reports = new ArrayList<>();
        List<List<Rational>> payments = new ArrayList<>();
        PlanProgram.Variables here = Objects.requireNonNull(program.variables.get(node));
        for (int i = 0; i < world.agents(); i++) {
            int[] own = here.payment()[i];
            reports.add(node.possible(i));
            payments.add(node.possible(i).stream()
                    .map(r -> own[r] < 0 ? Rational.ZERO : corner.get(own[r]))
                    .map(paid -> paid.dividedBy(plan).times(unit).reduced())
                    .toList());
        }
        List<Answer> answers = new ArrayList<>();
        for (PlanBranch branch : node.branches) {
            List<PlanCertificate.Draw> draws = new ArrayList<>();
            for (Draw draw : branch.draws) {
                Rational drawn = corner.get(Objects.requireNonNull(program.plans.get(draw)));
                if (drawn.signum() > 0) {
                    int next = draw.next() == null ? -1 : add(draw.next(), drawn);
                    move(node, draw);
                    draws.add(new PlanCertificate.Draw(
                            draw.shares(), drawn.dividedBy(plan).reduced(), next));
                }
            }
            answers.add(new Answer(Arrays.stream(branch.profile).boxed().toList(), draws));
        }
        histories.set(number, new History(reports, payments, answers));
        return number;
    }

    private void move(PlanNode node, Draw draw) {
        for (int i = 0; i < world.agents() && draw.next() != null; i++) {
            Rational y = draw.consumed().get(i);
            Rational memory = node.memory.get(i);
            ExactTypes types = program.tree.types.get(i);
            movements
                    .get(world.own().isEmpty() ? 0 : i)
                    .computeIfAbsent(List.of(y, memory), key -> new Movement(y, memory, types.next(y, memory)));
        }
    }
}
