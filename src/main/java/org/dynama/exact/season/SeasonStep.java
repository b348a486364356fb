package org.dynama.exact.season;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.exact.season.SeasonTable.Whole;

/**
 * One Bellman step of one economy in one period, in whole numbers:
 *
 * <pre>
 * W(s, b) = sum over z of p(z)  max over moves of  common + sum_i counted_i + discount E[W'(s', b')]
 * </pre>
 */
final class SeasonStep {
    private final SeasonDesign design;
    private final SeasonWorld.Stage stage;
    private final SeasonTypes types;
    private final int t;
    private final Whole next;
    private final Fractions draws;
    private final Fractions discount;
    private final BigInteger moving;
    private final List<BigInteger> kernelUnits = new ArrayList<>();
    private final List<List<Fractions>> kernels = new ArrayList<>();
    private final BigInteger amounts;
    /** The denominator of what moves are worth. */
    final BigInteger unit;

    private final List<List<SeasonWorld.Move>> byState = new ArrayList<>();
    /** By public state and draw, what is feasible. */
    private final List<List<List<SeasonWorld.Move>>> feasible = new ArrayList<>();

    /** By move what it is worth to the public under each draw, and what it is worth beside that at each profile. */
    private final IdentityHashMap<SeasonWorld.Move, BigInteger[]> commons = new IdentityHashMap<>();

    private final IdentityHashMap<SeasonWorld.Move, BigInteger[]> worths = new IdentityHashMap<>();

    /** The step of period {@code t}; {@code next} are the values that follow it. */
    SeasonStep(SeasonDesign design, int t, int absent, Whole next) {
        this.design = design;
        this.t = t;
        this.next = next;
        SeasonWorld world = design.world();
        stage = world.stages().get(world.stageOf(t));
        types = new SeasonTypes(world, absent);
        draws = Fractions.of(stage.draws());
        discount = Fractions.of(List.of(world.discount()));
        BigInteger common = BigInteger.ONE;
        BigInteger step = BigInteger.ONE;
        for (SeasonWorld.Move move : stage.moves()) {
            step = multiple(
                    step,
                    move.next().stream().map(SeasonWorld.Next::probability).toList());
            for (int z = 0; z < stage.draws().size(); z++) {
                common = multiple(common, List.of(design.common(move, t, z)));
            }
            for (int i = 0; i < types.agents; i++) {
                common = multiple(common, counted(i, move));
            }
        }
        amounts = common;
        moving = step;
        BigInteger all = amounts.multiply(next.denominator()).multiply(moving).multiply(discount.denominator());
        for (int i = 0; i < types.agents; i++) {
            BigInteger one = BigInteger.ONE;
            for (List<Rational> kernel : stage.kernels().get(i)) {
                one = multiple(one, kernel);
            }
            kernelUnits.add(one);
            BigInteger over = one;
            kernels.add(stage.kernels().get(i).stream()
                    .map(kernel -> new Fractions(numerators(kernel, over), over))
                    .toList());
            all = i == absent ? all : all.multiply(one);
        }
        unit = all;
        for (int s = 0; s < world.states().size(); s++) {
            byState.add(new ArrayList<>());
        }
        stage.moves().forEach(move -> byState.get(move.state()).add(move));
        for (List<SeasonWorld.Move> moves : byState) {
            List<List<SeasonWorld.Move>> here = new ArrayList<>();
            for (int z = 0; z < draws.size(); z++) {
                int draw = z;
                here.add(
                        moves.stream().filter(move -> move.allows(absent, draw)).toList());
            }
            feasible.add(here);
        }
    }

    /** By how many bits denominators of values grow in a period. */
    static int bits(SeasonDesign design, int t) {
        int states = design.world().states().size();
        SeasonTypes types = new SeasonTypes(design.world(), SeasonTypes.EVERYONE);
        BigInteger[] zeros = new BigInteger[states * types.count];
        Arrays.fill(zeros, BigInteger.ZERO);
        SeasonStep step = new SeasonStep(design, t, SeasonTypes.EVERYONE, new Whole(zeros, BigInteger.ONE));
        return step.unit.multiply(step.draws.denominator()).bitLength();
    }

    private List<Rational> counted(int i, SeasonWorld.Move move) {
        return move.rewards().get(i).stream()
                .map(reward -> design.counted(i, reward))
                .toList();
    }

    private static BigInteger multiple(BigInteger known, List<Rational> values) {
        BigInteger other = Fractions.of(values).denominator();
        return known.divide(known.gcd(other)).multiply(other);
    }

    private static List<BigInteger> numerators(List<Rational> values, BigInteger over) {
        return values.stream()
                .map(value -> value.numerator().multiply(over.divide(value.denominator())))
                .toList();
    }

    private BigInteger over(Rational amount) {
        return amount.numerator().multiply(unit.divide(amount.denominator()));
    }

    /** The moves of a public state that a draw leaves, by action. */
    List<SeasonWorld.Move> moves(int s, int z) {
        return feasible.get(s).get(z);
    }

    /** What a move is worth at a profile, over {@link #unit}. */
    BigInteger worth(SeasonWorld.Move move, int z, int b) {
        BigInteger[] common = commons.computeIfAbsent(move, this::common);
        return worths.computeIfAbsent(move, this::besideCommon)[b].add(common[z]);
    }

    private BigInteger[] common(SeasonWorld.Move move) {
        BigInteger[] common = new BigInteger[draws.size()];
        Arrays.setAll(common, z -> over(design.common(move, t, z)));
        return common;
    }

    /** Forgets what the moves of a public state are worth. */
    private void leave(int s) {
        byState.get(s).forEach(worths::remove);
    }

    private BigInteger[] besideCommon(SeasonWorld.Move move) {
        BigInteger[] values = new BigInteger[types.count];
        Arrays.fill(values, BigInteger.ZERO);
        List<Rational> probabilities =
                move.next().stream().map(SeasonWorld.Next::probability).toList();
        List<BigInteger> weights = numerators(probabilities, moving);
        for (int k = 0; k < weights.size(); k++) {
            int start = move.next().get(k).state() * types.count;
            for (int b = 0; b < values.length; b++) {
                values[b] = values[b].add(weights.get(k).multiply(next.numerators()[start + b]));
            }
        }
        for (int i = 0; i < types.agents; i++) {
            if (i != types.absent) {
                values = contracted(values, i, kernels.get(i).get(move.kernels().get(i)));
            }
        }
        BigInteger factor = discount.numerator(0).multiply(amounts);
        for (int b = 0; b < values.length; b++) {
            values[b] = values[b].multiply(factor);
        }
        for (int i = 0; i < types.agents; i++) {
            if (i != types.absent) {
                List<BigInteger> mine =
                        counted(i, move).stream().map(this::over).toList();
                for (int b = 0; b < values.length; b++) {
                    values[b] = values[b].add(mine.get(types.type(i, b)));
                }
            }
        }
        return values;
    }

    private BigInteger[] contracted(BigInteger[] values, int i, Fractions kernel) {
        BigInteger[] into = new BigInteger[values.length];
        int size = types.types(i);
        for (int b = 0; b < values.length; b++) {
            int from = types.type(i, b);
            BigInteger sum = BigInteger.ZERO;
            for (int k = 0; k < size; k++) {
                BigInteger weight = kernel.numerator(from * size + k);
                if (weight.signum() != 0) {
                    sum = sum.add(weight.multiply(values[b + (k - from) * types.stride(i)]));
                }
            }
            into[b] = sum;
        }
        return into;
    }

    /** The lowest of the best moves under a draw. */
    SeasonWorld.Move best(int s, int z, int b) {
        List<SeasonWorld.Move> moves = moves(s, z);
        SeasonWorld.Move best = moves.get(0);
        for (SeasonWorld.Move move : moves) {
            best = worth(move, z, b).compareTo(worth(best, z, b)) > 0 ? move : best;
        }
        return best;
    }

    /** What is expected before the draw where {@code choice} says what is done: exactly. */
    Rational expected(Choice choice) {
        BigInteger sum = BigInteger.ZERO;
        for (int z = 0; z < draws.size(); z++) {
            sum = sum.add(draws.numerator(z).multiply(choice.worth(z)));
        }
        return Rational.of(sum, unit.multiply(draws.denominator()));
    }

    /** What is worth what under a draw. */
    interface Choice {
        BigInteger worth(int z);
    }

    /** The values of this period. */
    Whole values() {
        BigInteger[] values = new BigInteger[byState.size() * types.count];
        for (int s = 0; s < byState.size(); s++) {
            for (int b = 0; b < types.count; b++) {
                BigInteger sum = BigInteger.ZERO;
                for (int z = 0; z < draws.size(); z++) {
                    sum = sum.add(draws.numerator(z).multiply(worth(best(s, z, b), z, b)));
                }
                values[s * types.count + b] = sum;
            }
            leave(s);
        }
        return new Whole(values, unit.multiply(draws.denominator())).reduced();
    }
}
