package org.dynama.exact.season;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dynama.exact.certificate.Refutation;
import org.dynama.exact.rational.Rational;

/** What a world and a mechanism must be for a proof to mean anything: names, numbers that fit, distributions, and always an action. */
final class SeasonShape {
    private static final int MOST_TYPES = 1 << 20;

    private final SeasonDesign design;
    private final SeasonWorld world;
    private final int agents;

    private SeasonShape(SeasonDesign design) {
        this.design = design;
        world = design.world();
        agents = world.agents().size();
    }

    /** @throws Refutation naming the first thing that is not right */
    static void check(SeasonDesign design) {
        new SeasonShape(design).check();
    }

    private void check() {
        unique("state", world.states());
        unique("action", world.actions());
        unique("draw", world.draws());
        unique("agent", world.agents().stream().map(SeasonWorld.Agent::name).toList());
        long joint = 1;
        for (SeasonWorld.Agent agent : world.agents()) {
            unique("type of " + agent.name(), agent.types());
            joint = Math.min(MOST_TYPES + 1L, joint * agent.types().size());
        }
        Refutation.unless(joint <= MOST_TYPES, "joint types are more than " + MOST_TYPES);
        horizon();
        world.stages().forEach(this::stage);
        end();
        size("weights", design.weights(), agents);
        Refutation.unless(
                design.weights().stream().allMatch(weight -> weight.signum() > 0), "weights must be positive");
        for (SeasonDesign.Boost boost : design.boosts()) {
            index("a boost's action", boost.action(), world.actions());
            index("a boost's state", boost.state() == null ? 0 : boost.state(), world.states());
            index("a boost's draw", boost.draw() == null ? 0 : boost.draw(), world.draws());
            Refutation.unless(
                    boost.period() == null || (world.isFinite() && boost.period() >= 1),
                    "a boost's period must be one of a finite horizon");
        }
    }

    private void horizon() {
        boolean one = world.discount().equals(Rational.ONE);
        boolean less = world.discount().signum() > 0 && world.discount().compareTo(Rational.ONE) < 0;
        boolean discounted = world.horizon().equals(SeasonWorld.DISCOUNTED);
        Refutation.unless(
                (world.isFinite() && one)
                        || (discounted && less && world.periods().size() == 1),
                "horizon = " + world.horizon() + " with discount " + world.discount()
                        + " must be finite with discount 1, or discounted with one below");
        Refutation.unless(!world.periods().isEmpty(), "periods must be at least one");
        world.periods().forEach(number -> index("a period's stage", number, world.stages()));
    }

    private void stage(SeasonWorld.Stage stage) {
        size("draws of a stage", stage.draws(), world.draws().size());
        distribution("draws", stage.draws(), true);
        size("kernels", stage.kernels(), agents);
        for (int i = 0; i < agents; i++) {
            int types = world.agents().get(i).types().size();
            for (List<Rational> kernel : stage.kernels().get(i)) {
                size("a kernel of " + name(i), kernel, types * types);
                for (int k = 0; k < types; k++) {
                    distribution("a kernel of " + name(i), kernel.subList(k * types, (k + 1) * types), false);
                }
            }
        }
        int before = -1;
        for (SeasonWorld.Move move : stage.moves()) {
            move(stage, move);
            int place = Math.addExact(
                    Math.multiplyExact(move.state(), world.actions().size()), move.action());
            Refutation.unless(place > before, "moves must come by state, then by action, each once");
            before = place;
        }
        for (int s = 0; s < world.states().size(); s++) {
            choices(stage, s);
        }
    }

    private void move(SeasonWorld.Stage stage, SeasonWorld.Move move) {
        index("a move's state", move.state(), world.states());
        index("a move's action", move.action(), world.actions());
        move.draws().forEach(z -> index("a move's draw", z, world.draws()));
        size("without", move.without(), agents);
        move.without().forEach(draws -> draws.forEach(z -> index("a move's draw", z, world.draws())));
        move.next().forEach(next -> index("a successor", next.state(), world.states()));
        distribution(
                "successors",
                move.next().stream().map(SeasonWorld.Next::probability).toList(),
                true);
        size("rewards", move.rewards(), agents);
        size("kernels of a move", move.kernels(), agents);
        for (int i = 0; i < agents; i++) {
            size(
                    "rewards of " + name(i),
                    move.rewards().get(i),
                    world.agents().get(i).types().size());
            index(
                    "a kernel of " + name(i),
                    move.kernels().get(i),
                    stage.kernels().get(i));
        }
    }

    /** Whoever is absent, every draw leaves something to do in every public state. */
    private void choices(SeasonWorld.Stage stage, int s) {
        for (int absent = SeasonTypes.EVERYONE; absent < agents; absent++) {
            Set<Integer> open = new TreeSet<>();
            for (int z = 0; z < world.draws().size(); z++) {
                open.add(z);
            }
            for (SeasonWorld.Move move : stage.moves()) {
                if (move.state() == s) {
                    open.removeAll(absent < 0 ? move.draws() : move.without().get(absent));
                }
            }
            Refutation.unless(
                    open.isEmpty(),
                    "state \"" + world.states().get(s) + "\" must leave an action under every draw, whoever is absent");
        }
    }

    private void end() {
        int states = world.isFinite() ? world.states().size() : 0;
        size("the end's worth to the designer", world.end().designer(), states);
        size("the end's rewards", world.end().rewards(), world.isFinite() ? agents : 0);
        for (int i = 0; i < agents && world.isFinite(); i++) {
            size(
                    "the end's rewards of " + name(i),
                    world.end().rewards().get(i),
                    Math.multiplyExact(states, world.agents().get(i).types().size()));
        }
    }

    private String name(int i) {
        return "\"" + world.agents().get(i).name() + "\"";
    }

    private static void unique(String what, List<String> names) {
        Refutation.unless(!names.isEmpty(), "there must be at least one " + what);
        Refutation.unless(new HashSet<>(names).size() == names.size(), "no " + what + " may stand twice");
    }

    private static void size(String what, List<?> list, int size) {
        Refutation.unless(list.size() == size, what + " are " + list.size() + " and must be " + size);
    }

    private static void index(String what, int index, List<?> list) {
        Refutation.unless(index >= 0 && index < list.size(), what + " = " + index + " must be below " + list.size());
    }

    private static void distribution(String what, List<Rational> probabilities, boolean positive) {
        Rational sum = Rational.of(BigInteger.ZERO, BigInteger.ONE);
        for (Rational probability : probabilities) {
            Refutation.unless(
                    probability.signum() >= (positive ? 1 : 0),
                    what + " must have probabilities that are not negative");
            sum = sum.plus(probability);
        }
        Refutation.unless(sum.equals(Rational.ONE), what + " must have probabilities of sum 1");
    }
}
