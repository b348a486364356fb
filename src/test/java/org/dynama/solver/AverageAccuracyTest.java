package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertifiedWorlds;
import org.dynama.exact.certificate.Certifier;
import org.dynama.exact.certificate.Proof;
import org.dynama.exact.rational.Rational;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.solver.average.AverageSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The average-reward solver against exact arithmetic, where steps are rare, amounts far apart, or actions level. */
class AverageAccuracyTest {
    private static final Reals ONE = Reals.of(1);

    private static Mdp mdp(Transitions transitions) {
        double[] initial = new double[transitions.states()];
        initial[0] = 1;
        return new Mdp(
                IntStream.range(0, initial.length).mapToObj(s -> "s" + s).toList(),
                IntStream.range(0, transitions.actions()).mapToObj(a -> "a" + a).toList(),
                transitions,
                Reals.of(initial),
                new Horizon.AverageReward());
    }

    /** RiverSwim: with the current 0.35, against it 1 or 0.05; a little at the source, 1 at the sea. */
    private static Mdp river(int states, double up) {
        Transitions.Builder builder = new Transitions.Builder(states, 2);
        for (int s = 0; s < states; s++) {
            builder.to(s, 0, Math.max(0, s - 1), 1);
            if (s == 0) {
                builder.to(s, 1, 1, up).to(s, 1, 0, 1 - up);
            } else if (s < states - 1) {
                builder.to(s, 1, s + 1, up).to(s, 1, s - 1, 0.05).to(s, 1, s, 0.95 - up);
            } else {
                builder.to(s, 1, s, 0.95).to(s, 1, s - 1, 0.05);
            }
        }
        return mdp(builder.build());
    }

    /** What the solver finds for one profile of no types. */
    private record Found(double value, double margin, double error, Reals shares) {
        static Found of(Mdp mdp, double... boosts) {
            RewardMap rewards = new RewardMap.Builder(1, mdp.pairCount()).build();
            AffineWelfare welfare = new AffineWelfare(ONE, Reals.of(boosts));
            Profiles profiles = Profiles.of(1, 1, 1, 0.0);
            try (OccupancySolver solver = new AverageSolver(mdp, rewards, 1);
                    Measures.Optimal hard = solver.hard(welfare, profiles)) {
                return new Found(
                        hard.values()[0], hard.margins()[0], solver.errors(welfare, profiles)[0], Reals.of(hard.sum()));
            }
        }
    }

    private static Certificate exact(Mdp mdp, double... boosts) {
        RewardMap rewards = new RewardMap.Builder(1, mdp.pairCount()).build();
        return Certifier.certify(CertifiedWorlds.instance(
                CertifiedWorlds.of("test", mdp, List.of("agent"), rewards, pair -> List.of()),
                mdp,
                ONE,
                Reals.of(boosts),
                List.of(Reals.of(0))));
    }

    /** Twenty states, gain 6/7: the run stays near the sea, where the shares of states are geometric. */
    @Test
    void riverSwimEarnsSixSevenths() {
        Mdp river = river(20, 0.35);
        double[] boosts = new double[40];
        boosts[0] = 0.005;
        boosts[39] = 1;
        Found found = Found.of(river, boosts);
        assertThat(found.value).isCloseTo(6.0 / 7, within(1e-14));
        assertThat(found.error).isLessThan(1e-13);
        assertThat(found.margin).isPositive();
        // Visits of the source, (1/7)^19 of those of the sea, keep their digits.
        assertThat(found.shares.get(1) / found.shares.get(39))
                .isCloseTo(Math.pow(7, -19), within(1e-13 * Math.pow(7, -19)));
        // But for a share of 7^-20, by which the river is finite.
        assertThat(exact(river, boosts).grand().value().toDouble()).isCloseTo(6.0 / 7, within(1e-15));
    }

    /** Seven states, each left for the next once in a hundred periods, back almost surely. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {0.01, 1e-5, 1e-9})
    void rareStepsLoseNoDigits(double rare) {
        Transitions.Builder builder = new Transitions.Builder(7, 1);
        for (int s = 0; s < 7; s++) {
            builder.to(s, 0, Math.min(6, s + 1), s == 6 ? 0.5 : rare)
                    .to(s, 0, Math.max(0, s - 1), s == 6 ? 0.5 : 1 - rare);
        }
        Mdp chain = mdp(builder.build());
        double[] boosts = {0, 0, 0, 0, 0, 0, 1};
        Found found = Found.of(chain, boosts);
        double right = exact(chain, boosts).grand().value().toDouble();
        assertThat(found.value).isCloseTo(right, within(1e-13 * right));
        assertThat(found.shares.get(6)).isCloseTo(right, within(1e-13 * right));
    }

    /** In and out once in a billion periods or two: a third of the time is spent in the state that pays. */
    @Test
    void billionthsBalance() {
        Transitions transitions = new Transitions.Builder(2, 2)
                .to(0, 0, 1, 1e-9)
                .to(0, 0, 0, 1 - 1e-9)
                .to(0, 1, 1, 1)
                .to(1, 0, 0, 5e-10)
                .to(1, 0, 1, 1 - 5e-10)
                .build();
        Found found = Found.of(mdp(transitions), 1, 0, 0);
        assertThat(found.value).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(found.error).isLessThan(1e-13);
    }

    /** Where a billion periods lie between two places, an action that is better by 1e-8 a period is still found. */
    @Test
    void farPlacesAreImprovedAtTheirOwnScale() {
        Transitions transitions = new Transitions.Builder(2, 2)
                .to(0, 0, 0, 1)
                .to(0, 1, 1, 1)
                .to(1, 0, 1, 1 - 1e-9)
                .to(1, 0, 0, 1e-9)
                .to(1, 1, 1, 1 - 1e-9)
                .to(1, 1, 0, 1e-9)
                .build();
        Mdp mdp = mdp(transitions);
        double[] boosts = {1 + 0.5e-8, 0, 1, 1 + 1e-8};
        assertThat(Found.of(mdp, boosts).value)
                .isCloseTo(exact(mdp, boosts).grand().value().toDouble(), within(1e-15));
    }

    /** Another unit of money moves no bit but the exponent. */
    @ParameterizedTest(name = "2^{0}")
    @ValueSource(ints = {-40, -1, 30, 60})
    void powersOfTwoChangeNoBit(int power) {
        for (long seed = 1; seed <= 20; seed++) {
            Mdp mdp = random(seed, 6);
            double[] boosts = boosts(seed, mdp, false);
            Found one = Found.of(mdp, boosts);
            Found other = Found.of(
                    mdp, Arrays.stream(boosts).map(x -> Math.scalb(x, power)).toArray());
            assertThat(other.value).isEqualTo(Math.scalb(one.value, power));
            assertThat(other.margin).isEqualTo(Math.scalb(one.margin, power));
            assertThat(other.error).isEqualTo(Math.scalb(one.error, power));
            assertThat(other.shares).isEqualTo(one.shares);
        }
    }

    /** An action that costs a billion and is never taken loosens nothing. */
    @Test
    void whatIsNeverTakenDoesNotCount() {
        for (long seed = 1; seed <= 20; seed++) {
            Mdp mdp = random(seed, 6);
            double[] boosts = boosts(seed, mdp, false);
            Transitions known = mdp.transitions();
            Transitions.Builder builder = new Transitions.Builder(6, 4);
            double[] more = new double[24];
            for (int p = 0; p < mdp.pairCount(); p++) {
                int same = p / 3 * 4 + p % 3;
                more[same] = boosts[p];
                more[p / 3 * 4 + 3] = -1e9;
                builder.to(p / 3, 3, 0, 1.0 / 3);
                for (int k = known.begin(p); k < known.end(p); k++) {
                    builder.to(same / 4, same % 4, known.next(k), known.probability(k));
                }
            }
            Found one = Found.of(mdp, boosts);
            Found other = Found.of(mdp(builder.build()), more);
            assertThat(other.value).isEqualTo(one.value);
            assertThat(other.margin).isEqualTo(one.margin);
            assertThat(other.error).isEqualTo(one.error);
        }
    }

    /** Two islands at the same gain: whichever is taken, the other one is as good, though the way between them costs. */
    @Test
    void islandsOfTheSameGainAreNotToldApart() {
        Transitions transitions = new Transitions.Builder(3, 2)
                .to(0, 0, 1, 1)
                .to(0, 1, 2, 1)
                .to(1, 0, 1, 1)
                .to(1, 1, 2, 1)
                .to(2, 0, 2, 1)
                .to(2, 1, 1, 1)
                .build();
        assertThat(Found.of(mdp(transitions), 0, 0, 2, 1, 2, 1).margin).isNotPositive();
        assertThat(Found.of(mdp(transitions), 0, 0, 2.5, 1, 2, 1).margin).isPositive();
    }

    /** Fifty steps of a billionth in a row are less likely than the smallest double: nothing overflows. */
    @Test
    void whatUnderflowsIsNeverSeen() {
        Transitions.Builder builder = new Transitions.Builder(50, 1);
        for (int s = 0; s < 50; s++) {
            builder.to(s, 0, (s + 1) % 50, s == 0 || s == 49 ? 1 : 1e-9);
            if (s > 0 && s < 49) {
                builder.to(s, 0, 1, 1 - 1e-9);
            }
        }
        double[] boosts = new double[50];
        boosts[1] = 1;
        boosts[2] = 1e9;
        Found found = Found.of(mdp(builder.build()), boosts);
        assertThat(found.value).isCloseTo(2, within(1e-8));
        assertThat(found.error).isLessThan(1e-12);
    }

    /** Values are within the errors that they claim; where a margin is positive, the policy is the only one, exactly. */
    @ParameterizedTest(name = "{0} states, decimals that tie: {1}")
    @CsvSource({"2, false", "2, true", "3, true", "5, false", "5, true", "8, false", "8, true"})
    void marginsAndErrorsHold(int states, boolean ties) {
        int told = 0;
        int tied = 0;
        int small = 0;
        for (long seed = 1; seed <= 100; seed++) {
            Mdp mdp = random(seed, states);
            double[] boosts = boosts(seed, mdp, ties);
            Found found = Found.of(mdp, boosts);
            Proof proof = exact(mdp, boosts).grand();
            double difference =
                    proof.value().minus(Rational.binary(found.value)).toDouble();
            assertThat(Math.abs(difference)).as("seed %d", seed).isLessThanOrEqualTo(found.error);
            // Most are below 1e-14; the rest have level actions between places a million periods apart.
            assertThat(found.error).as("seed %d", seed).isLessThan(1e-10);
            small += found.error < 1e-14 ? 1 : 0;
            double lead = lead(mdp, boosts, proof);
            assertThat(found.margin).as("seed %d", seed).isLessThanOrEqualTo(lead);
            if (found.margin > 0) {
                told++;
                for (Proof.Row row : proof.rows()) {
                    double share = found.shares.get(row.move());
                    assertThat(share)
                            .as("seed %d, %s", seed, row)
                            .isCloseTo(row.visits().toDouble(), within(1e-12 * share));
                }
            }
            tied += lead == 0 ? 1 : 0;
        }
        assertThat(told).isGreaterThan(ties ? 10 : 60);
        assertThat(small).isGreaterThan(95);
        assertThat(tied).isGreaterThanOrEqualTo(ties ? 10 : 0);
    }

    /** The same where amounts are sums over agents of weighted types that nearly cancel in the boosts. */
    @Test
    void errorsCoverWhatAmountsAreMadeOf() {
        for (long seed = 1; seed <= 30; seed++) {
            Mdp mdp = random(seed, 6);
            RewardMap rewards = RandomMdps.rewards(seed, mdp, 3, 2);
            Profiles profiles = RandomMdps.profiles(seed, 3, 2, 1);
            AffineWelfare random = RandomMdps.welfare(seed, 3, mdp.pairCount());
            double[] boosts = IntStream.range(0, mdp.pairCount())
                    .mapToDouble(p -> 1e-12 * random.boosts().get(p)
                            - random.coefficient(rewards, p, profiles, 0)
                            + random.boosts().get(p))
                    .toArray();
            AffineWelfare welfare = new AffineWelfare(random.weights(), Reals.of(boosts));
            List<Reals> reports = IntStream.range(0, 3)
                    .mapToObj(i -> Reals.of(profiles.type(i, 0, 0), profiles.type(i, 1, 0)))
                    .toList();
            Rational right = Certifier.certify(CertifiedWorlds.instance(
                            CertifiedWorlds.of("test", mdp, List.of("x", "y", "z"), rewards, pair -> List.of()),
                            mdp,
                            welfare.weights(),
                            welfare.boosts(),
                            reports))
                    .grand()
                    .value();
            try (OccupancySolver solver = new AverageSolver(mdp, rewards, 2)) {
                double value = solver.values(welfare, profiles)[0];
                double error = solver.errors(welfare, profiles)[0];
                assertThat(Math.abs(right.minus(Rational.binary(value)).toDouble()))
                        .as("seed %d", seed)
                        .isBetween(0.0, error);
                assertThat(error).as("seed %d", seed).isLessThan(1e-13);
            }
        }
    }

    /** The exact lead of the proven policy where it goes. */
    private static double lead(Mdp mdp, double[] boosts, Proof proof) {
        Rational least = null;
        for (Proof.Row row : proof.rows()) {
            boolean reached = row.visits().signum() > 0 || row.passages().signum() > 0;
            for (int p = mdp.firstPair(row.state()); p < mdp.endPair(row.state()) && reached; p++) {
                if (p != row.move()) {
                    Rational lead = proof.value().plus(row.value()).minus(worth(mdp, boosts, proof, p));
                    least = least == null || lead.compareTo(least) < 0 ? lead : least;
                }
            }
        }
        return least == null ? Double.POSITIVE_INFINITY : least.toDouble();
    }

    private static Rational worth(Mdp mdp, double[] boosts, Proof proof, int p) {
        Transitions transitions = mdp.transitions();
        Rational sum = Rational.ZERO;
        Rational total = Rational.ZERO;
        for (int k = transitions.begin(p); k < transitions.end(p); k++) {
            Rational probability = Rational.decimal(transitions.probability(k));
            sum = sum.plus(
                    probability.times(proof.rows().get(transitions.next(k)).value()));
            total = total.plus(probability);
        }
        return Rational.decimal(boosts[p]).plus(sum.dividedBy(total)).reduced();
    }

    /** Three actions a state; the first goes round, so that all states reach one another; odds down to a billionth. */
    private static Mdp random(long seed, int states) {
        UniformRandomProvider random = new RandomStream(seed, "rare").generator(0);
        Transitions.Builder builder = new Transitions.Builder(states, 3);
        for (int p = 0; p < 3 * states; p++) {
            int s = p / 3;
            int target = p % 3 == 0 ? (s + 1) % states : random.nextInt(states);
            int other = random.nextInt(states);
            double rare = Double.parseDouble((1 + random.nextInt(9)) + "e-" + (1 + random.nextInt(9)));
            double odds = random.nextBoolean() ? rare : 1;
            builder.to(s, p % 3, target, odds);
            if (odds < 1) {
                builder.to(s, p % 3, other, 1 - odds);
            }
        }
        return mdp(builder.build());
    }

    /** Of continuous amounts, or of tenths between -0.3 and 0.3. */
    private static double[] boosts(long seed, Mdp mdp, boolean tenths) {
        UniformRandomProvider random = new RandomStream(seed, "boosts").generator(0);
        return IntStream.range(0, mdp.pairCount())
                .mapToDouble(p -> tenths ? (random.nextInt(7) - 3) / 10.0 : random.nextDouble(-1, 1))
                .toArray();
    }
}
