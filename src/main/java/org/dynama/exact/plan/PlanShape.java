package org.dynama.exact.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.dynama.exact.certificate.Refutation;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/** Whether a plan's world is one. */
final class PlanShape {
    private PlanShape() {}

    /** Refutes a world that is none. */
    static void check(PlanWorld world) {
        int types = world.values().size();
        Refutation.unless(
                world.agents() > 0
                        && world.periods() > 0
                        && types > 0
                        && world.costs().size() == world.agents(),
                "a world has agents with costs, periods and types");
        Refutation.unless(
                new HashSet<>(world.values()).size() == types, "values must differ, as reports are told by them");
        Refutation.unless(world.discount().signum() > 0, "the discount must be positive");
        int own = world.own() == null ? 0 : world.own().size();
        Refutation.unless(own == 0 || own == world.agents(), "what agents have of their own must be there for each");
        for (int i = 0; i < Math.max(1, own); i++) {
            check(world.of(i), types);
        }
    }

    private static void check(PlanWorld.Own own, int types) {
        distribution(own.initial(), types, () -> "initial types");
        Set<List<Rational>> seen = new HashSet<>();
        for (PlanWorld.Movement movement : own.movements()) {
            Supplier<String> name = () ->
                    "the movement of types after " + movement.consumed() + " beside a memory of " + movement.memory();
            Refutation.unless(
                    seen.add(List.of(movement.consumed(), movement.memory())),
                    () -> name.get() + " stands there twice");
            Refutation.unless(movement.rows().size() == types, () -> name.get() + " must have a row for each type");
            movement.rows().forEach(row -> distribution(row, types, name));
        }
    }

    private static void distribution(List<Rational> chances, int size, Supplier<String> name) {
        Refutation.unless(
                chances.size() == size
                        && chances.stream().allMatch(chance -> chance.signum() >= 0)
                        && Fractions.sum(chances).equals(Rational.ONE),
                () -> name.get() + " must be " + size + " chances of sum 1");
    }
}
