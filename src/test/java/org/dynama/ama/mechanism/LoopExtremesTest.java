package org.dynama.ama.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dynama.exact.LpSolution;
import org.dynama.exact.OccupancyLp;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.Verifier;
import org.dynama.exact.rational.Rational;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Total rewards where rounding, rare ends, ties and absences would mislead: every number is that of all policies, or refused. */
class LoopExtremesTest {
    private static final int WORLDS = 400;
    private static final double[] RARE = {0.5, 0.25, 1e-3, 1e-6, 1e-9, 1e-12};
    private static final double[] SIZES = {0, 0, 0, 1, -1, -1, -0.5, 1e-9, -1e-9, 1e9, -1e9, 0.1, -0.3};
    private static final double[] TYPES = {0, 1, 0.5, 0.1, 0.3, 1e-9};

    private static double one(Random random, double[] of) {
        return of[random.nextInt(of.length)];
    }

    /** A few states, the last of which ends a run. */
    private static Mdp mdp(Random random, int states, int actions) {
        Transitions.Builder builder = new Transitions.Builder(states, actions);
        for (int s = 0; s < states; s++) {
            int some = s == states - 1 ? 1 : 1 + random.nextInt(actions);
            for (int a = 0; a < some; a++) {
                builder.end(s, a);
                int first = random.nextInt(states);
                int second = random.nextInt(states);
                if (s == states - 1 || random.nextInt(8) == 0) {
                    continue;
                }
                if (first == second || random.nextBoolean()) {
                    builder.to(s, a, first, 1);
                } else {
                    double rare = one(random, RARE);
                    builder.to(s, a, first, rare)
                            .to(
                                    s,
                                    a,
                                    second,
                                    Rational.ONE.minus(Rational.decimal(rare)).toDouble());
                }
            }
        }
        double[] first = new double[states];
        first[0] = 1;
        return new Mdp(
                IntStream.range(0, states).mapToObj(s -> "s" + s).toList(),
                IntStream.range(0, actions).mapToObj(a -> "a" + a).toList(),
                builder.build(),
                Reals.of(first),
                new Horizon.Total());
    }

    private static Environment world(Random random, int agents) {
        Mdp mdp = mdp(random, 2 + random.nextInt(3), 2 + random.nextInt(2));
        RewardMap.Builder rewards = new RewardMap.Builder(agents, mdp.pairCount());
        double[] designer = new double[mdp.pairCount()];
        List<BitSet> needs = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            needs.add(new BitSet());
        }
        boolean masks = random.nextBoolean();
        for (int pair = 0; pair < designer.length; pair++) {
            designer[pair] = one(random, SIZES);
            for (int i = 0; i < agents; i++) {
                if (random.nextInt(3) == 0) {
                    rewards.add(pair, i, 0, one(random, SIZES));
                }
                needs.get(i).set(pair, masks && random.nextInt(6) == 0);
            }
        }
        List<Agent> named = IntStream.range(0, agents)
                .mapToObj(i -> new Agent("a" + i, new TypeDistribution.Uniform(Reals.of(0), Reals.of(1))))
                .toList();
        return new Environment(
                "extreme",
                mdp,
                named,
                rewards.build(),
                Reals.of(designer),
                masks ? new Absence.Masked(needs) : new Absence.ZeroReward(),
                List.of());
    }

    private static @Nullable Rational known(Environment world, AffineWelfare welfare, Profiles types) {
        Rational[] earned = new Rational[world.mdp().pairCount()];
        BitSet usable = new BitSet();
        for (int pair = 0; pair < earned.length; pair++) {
            double boost = welfare.boosts().get(pair);
            usable.set(pair, boost > Double.NEGATIVE_INFINITY);
            Rational sum = usable.get(pair) ? Rational.decimal(boost) : Rational.ZERO;
            for (int m = world.rewards().begin(pair); m < world.rewards().end(pair); m++) {
                int i = world.rewards().agent(m);
                sum = sum.plus(Rational.decimal(welfare.weights().get(i))
                        .times(Rational.decimal(world.rewards().coefficient(m)))
                        .times(Rational.decimal(types.type(i, 0, 0))));
            }
            earned[pair] = sum.reduced();
        }
        return new EveryPolicy(world.mdp(), earned, usable).value();
    }

    /** By route, how many numbers and refusals there were. */
    private final Map<String, Integer> counts = new TreeMap<>();

    private void hold(String route, @Nullable Rational known, double value, double error, long seed) {
        counts.merge(route + " numbers", 1, Integer::sum);
        if (known == null) {
            // What is worth less than nothing, but by less than the error, cannot be told from nothing.
            assertThat(error)
                    .as("%s, seed %d: %s is no total", route, seed, value)
                    .isGreaterThan(1);
            return;
        }
        double off = Math.abs(Rational.decimal(value).minus(known).toDouble());
        assertThat(off).as("%s, seed %d", route, seed).isLessThanOrEqualTo(error);
    }

    @Test
    void everyNumberIsThatOfAllPoliciesOrRefused() {
        for (long seed = 1; seed <= WORLDS; seed++) {
            Random random = new Random(seed);
            int agents = 1 + random.nextInt(2);
            Environment world = world(random, agents);
            double[] types = new double[agents];
            double[] weights = new double[agents];
            for (int i = 0; i < agents; i++) {
                types[i] = one(random, TYPES);
                weights[i] = random.nextBoolean() ? 1 : one(random, new double[] {0.3, 2, 1e-3});
            }
            double[] boosts = world.designer().toArray();
            for (int pair = 0; pair < boosts.length; pair++) {
                boosts[pair] += random.nextInt(6) == 0 ? one(random, SIZES) : 0;
            }
            hold(world, new AmaParameters(Reals.of(weights), Reals.of(boosts)), Profiles.of(agents, 1, 1, types), seed);
        }
        assertThat(counts.get("dp numbers")).isGreaterThan(WORLDS / 2);
        assertThat(counts.get("lp numbers")).isGreaterThan(WORLDS / 2);
        assertThat(counts.get("certificates")).isBetween(WORLDS / 5, WORLDS - 1);
    }

    private void hold(Environment world, AmaParameters parameters, Profiles reports, long seed) {
        AffineMaximizer mechanism = new AffineMaximizer(world, parameters);
        List<AffineWelfare> economies = new ArrayList<>(List.of(mechanism.grand()));
        for (int i = 0; i < world.agentCount(); i++) {
            economies.add(mechanism.marginal(i).welfare());
        }
        List<@Nullable Rational> known = new ArrayList<>();
        for (AffineWelfare economy : economies) {
            Rational value = known(world, economy, reports);
            known.add(value);
            try (DiscountedSolver solver = new DiscountedSolver(world.mdp(), world.rewards(), 1)) {
                double found = solver.hard(economy, reports).values()[0];
                hold("dp", value, found, solver.errors(economy, reports)[0], seed);
            } catch (Refusal | Failure refused) {
                counts.merge("dp refused", 1, Integer::sum);
            }
            try {
                LpSolution lp = new OccupancyLp(world.mdp(), world.rewards()).solve(economy, reports, 0);
                hold("lp", value, lp.value(), lp.proof().error(), seed);
            } catch (Refusal | Failure refused) {
                counts.merge("lp refused", 1, Integer::sum);
            }
        }
        try {
            Certificate certificate = new Certification(world, parameters).certify(reports, 0);
            counts.merge("certificates", 1, Integer::sum);
            assertThat(certificate.grand().value()).as("seed %d", seed).isEqualTo(known.get(0));
            for (int i = 0; i < world.agentCount(); i++) {
                assertThat(certificate.marginals().get(i).value())
                        .as("seed %d", seed)
                        .isEqualTo(known.get(i + 1));
            }
            assertThat(Verifier.verify(certificate).failure())
                    .as("seed %d", seed)
                    .isEmpty();
        } catch (Refusal refused) {
            assertThat(known).as("seed %d: %s", seed, refused.getMessage()).containsNull();
        }
    }
}
