package org.dynama.exact.season;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.LinearSystem;
import org.dynama.exact.rational.Rational;
import org.dynama.exact.season.SeasonTable.Whole;

/**
 * The values of all economies, exactly: by induction from a finite horizon's end; for a discounted one by improving a policy, whose
 * values solve a linear system, until no action of any public state and joint type is better.
 */
final class SeasonSolver {
    private final SeasonDesign design;
    private final SeasonWorld world;
    private final SeasonCertifier.Policy near;

    SeasonSolver(SeasonDesign design, SeasonCertifier.Policy near) {
        this.design = design;
        this.near = near;
        world = design.world();
    }

    /** By table, then by economy. */
    List<List<Whole>> values() {
        List<List<Whole>> values = new ArrayList<>();
        for (int table = 0; table < world.tables(); table++) {
            values.add(new ArrayList<>());
        }
        for (int absent = SeasonTypes.EVERYONE; absent < world.agents().size(); absent++) {
            if (world.isFinite()) {
                Whole next = SeasonEnds.of(design, absent);
                values.get(world.periods().size()).add(next);
                for (int t = world.periods().size() - 1; t >= 0; t--) {
                    next = new SeasonStep(design, t, absent, next).values();
                    values.get(t).add(next);
                }
            } else {
                values.get(0).add(fixed(absent));
            }
        }
        return values;
    }

    private Whole fixed(int absent) {
        SeasonTypes types = new SeasonTypes(world, absent);
        int draws = world.draws().size();
        SeasonWorld.Move[] policy = new SeasonWorld.Move[world.states().size() * draws * types.count];
        for (SeasonWorld.Move move : world.stages().get(world.stageOf(0)).moves()) {
            for (int z = 0; z < draws; z++) {
                for (int b = 0; b < types.count; b++) {
                    int row = (move.state() * draws + z) * types.count + b;
                    boolean first = policy[row] == null && move.allows(absent, z);
                    boolean chosen = near.action(absent, move.state(), z, b) == move.action();
                    policy[row] = first || (chosen && move.allows(absent, z)) ? move : policy[row];
                }
            }
        }
        while (true) {
            Whole values = evaluated(types, policy);
            if (!improves(types, policy, values)) {
                return values;
            }
        }
    }

    private boolean improves(SeasonTypes types, SeasonWorld.Move[] policy, Whole values) {
        SeasonStep step = new SeasonStep(design, 0, types.absent, values);
        int draws = world.draws().size();
        boolean improved = false;
        for (int row = 0; row < policy.length; row++) {
            int b = row % types.count;
            int z = row / types.count % draws;
            SeasonWorld.Move best = step.best(policy[row].state(), z, b);
            if (step.worth(best, z, b).compareTo(step.worth(policy[row], z, b)) > 0) {
                policy[row] = best;
                improved = true;
            }
        }
        return improved;
    }

    /** {@code (I - discount P) W = r}. */
    private Whole evaluated(SeasonTypes types, SeasonWorld.Move[] policy) {
        SeasonWorld.Stage stage = world.stages().get(world.stageOf(0));
        int draws = world.draws().size();
        int size = world.states().size() * types.count;
        LinearSystem.Builder system = new LinearSystem.Builder(size);
        List<Rational> right = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            int s = row / types.count;
            int b = row % types.count;
            Map<Integer, Rational> entries = new TreeMap<>(Map.of(row, Rational.ONE));
            Rational earned = Rational.ZERO;
            for (int z = 0; z < draws; z++) {
                SeasonWorld.Move move = policy[(s * draws + z) * types.count + b];
                Rational probability = stage.draws().get(z);
                earned = earned.plus(probability.times(earned(types, move, z, b)))
                        .reduced();
                Rational weight = probability.times(world.discount()).negated();
                for (SeasonWorld.Next next : move.next()) {
                    spread(
                            types,
                            stage,
                            move,
                            b,
                            0,
                            next.state() * types.count,
                            weight.times(next.probability()),
                            entries);
                }
            }
            int here = row;
            entries.forEach((column, value) -> system.add(here, column, value.reduced()));
            right.add(earned);
        }
        Fractions solution = Fractions.of(system.build().solve(right));
        return new Whole(solution.numerators().toArray(BigInteger[]::new), solution.denominator());
    }

    private Rational earned(SeasonTypes types, SeasonWorld.Move move, int z, int b) {
        Rational sum = design.common(move, 0, z);
        for (int i = 0; i < types.agents; i++) {
            if (i != types.absent) {
                sum = sum.plus(design.counted(i, move.rewards().get(i).get(types.type(i, b))));
            }
        }
        return sum.reduced();
    }

    /** Follows the types of one agent after the other. */
    private static void spread(
            SeasonTypes types,
            SeasonWorld.Stage stage,
            SeasonWorld.Move move,
            int b,
            int i,
            int column,
            Rational weight,
            Map<Integer, Rational> entries) {
        if (i == types.agents) {
            entries.merge(column, weight, (one, two) -> one.plus(two).reduced());
        } else if (i == types.absent) {
            spread(types, stage, move, b, i + 1, column, weight, entries);
        } else {
            List<Rational> kernel = stage.kernels().get(i).get(move.kernels().get(i));
            int size = types.types(i);
            for (int k = 0; k < size; k++) {
                Rational probability = kernel.get(types.type(i, b) * size + k);
                if (probability.signum() > 0) {
                    int next = column + k * types.stride(i);
                    spread(types, stage, move, b, i + 1, next, weight.times(probability), entries);
                }
            }
        }
    }
}
