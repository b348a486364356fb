package org.dynama.exact.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.dynama.exact.rational.Rational;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounded induction with one long number at the end, against whole numbers throughout, and on chains. */
class LongOptimumTest {
    /** A mebibyte. */
    private static final int MIB = 1 << 20;

    /** Both ways say the same of values, policies, rewards and ties, in markets half of which are full of ties. */
    @Test
    void roundedAndWholeNumbersAgree() {
        int tied = 0;
        for (Certificate certificate : RandomMarkets.certified(90)) {
            Instance instance = certificate.instance();
            if (instance.world().timing().kind() != Timing.Kind.FINITE) {
                continue;
            }
            for (int i = -1; i < instance.world().agents().size(); i++) {
                BitSet absent = new BitSet();
                absent.set(Math.max(0, i), i >= 0);
                EconomySolver whole = new EconomySolver(instance.world(), absent, false);
                EconomySolver rounded = new EconomySolver(instance.world(), absent, true);
                tied += checkSame(instance, whole, rounded);
            }
        }
        assertThat(tied).isGreaterThan(5);
    }

    private static int checkSame(Instance instance, EconomySolver whole, EconomySolver rounded) {
        Rewards rewards = new Rewards(instance);
        WholeWorld.Worths worths = new WholeWorld(instance.world()).new Worths(instance);
        LeanOptimum one = whole.lean(rewards, worths);
        LeanOptimum other = rounded.lean(rewards, worths);
        assertThat(other.value()).isEqualTo(one.value());
        assertThat(other.visits()).hasSameSizeAs(one.visits());
        for (LeanOptimum.Visit visit : one.visits()) {
            double mass = visit.mass().toDouble();
            assertThat(other.visits())
                    .filteredOn(same -> same.move() == visit.move())
                    .singleElement()
                    .satisfies(same -> assertThat(same.mass().toDouble()).isCloseTo(mass, within(0x1p-50 * mass)));
        }
        for (int i = 0; i < instance.world().agents().size(); i++) {
            assertThat(rounded.reward(rewards, other, i)).isEqualTo(whole.reward(rewards, one, i));
        }
        List<List<Rational>> ranges = whole.ranges(rewards, worths);
        assertThat(rounded.ranges(rewards, worths)).isEqualTo(ranges);
        Proof full = whole.solve(rewards, worths, new int[0]);
        Proof compact = rounded.solve(rewards, worths, new int[0]);
        assertThat(compact.isCompact()).isTrue();
        assertThat(compact.rows().stream().map(Proof.Row::move))
                .isEqualTo(full.rows().stream().map(Proof.Row::move).toList());
        return (int) ranges.stream()
                .filter(range -> !range.get(0).equals(range.get(1)))
                .count();
    }

    /** A chain's certificate has a policy and few numbers; what it says is what doubles say, and it verifies. */
    @ParameterizedTest(name = "{0} stages")
    @ValueSource(ints = {200, 400})
    void certificatesOfChainsAreLinear(int stages) {
        checkChain(stages, 3 * MIB * stages / 1000);
    }

    @Tag("slow")
    @Test
    void aThousandStagesAreQuick() {
        long start = System.nanoTime();
        checkChain(1000, 5 * MIB);
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(10);
    }

    private static void checkChain(int stages, int most) {
        Instance instance = chain(stages, new Random(stages));
        Certificate certificate = Certifier.certify(instance);
        assertThat(certificate.grand().isCompact()).isTrue();
        String text = CertificateWriter.text(certificate);
        assertThat(text).hasSizeLessThan(most);
        Certificate read = CertificateReader.parse("chain.json", text);
        assertThat(read).isEqualTo(certificate);
        assertThat(Verifier.verify(read).failure()).isEmpty();
        double value = byDoubles(instance);
        assertThat(certificate.grand().value().toDouble()).isCloseTo(value, within(1e-12 * value));
    }

    /** Of each stage, one way serves each agent; most often the next stage follows, else the one after it. */
    static Instance chain(int stages, Random random) {
        String[] names = new String[stages];
        for (int t = 0; t < stages; t++) {
            names[t] = "stage " + t;
        }
        SmallCertifiedWorlds chain =
                new SmallCertifiedWorlds(Timing.Kind.FINITE, 3).states(names).first(names[0], "1");
        for (int t = 0; t < stages; t++) {
            for (int i = 0; i < 3; i++) {
                List<Integer> coefficients = new ArrayList<>(List.of(0, 0, 0));
                coefficients.set(i, 1 + random.nextInt(9));
                Rational on = Rational.decimal((501 + random.nextInt(499)) / 1000.0);
                String off = Rational.ONE.minus(on).toString();
                String[] next = t + 1 == stages
                        ? new String[0]
                        : t + 2 == stages
                                ? new String[] {names[t + 1], "1"}
                                : new String[] {names[t + 1], on.toString(), names[t + 2], off};
                chain.move(names[t], "serve " + (i + 1), coefficients, List.of(), next);
            }
        }
        return chain.reports("9/10", "3/5", "7/10");
    }

    private static double byDoubles(Instance instance) {
        double[] value = new double[instance.world().states().size()];
        for (int s = value.length - 1; s >= 0; s--) {
            for (Move move : instance.world().moves()) {
                if (move.state() == s) {
                    double worth = 0;
                    for (int i = 0; i < instance.reports().size(); i++) {
                        worth += move.reward(i, instance.reports().get(i)).toDouble();
                    }
                    for (Move.Successor next : move.next()) {
                        worth += next.probability().toDouble() * value[next.state()];
                    }
                    value[s] = Math.max(value[s], worth);
                }
            }
        }
        return value[0];
    }

    /** Policies with another action anywhere that the chain goes are refuted. */
    @Test
    void otherPoliciesAreRefuted() {
        Certificate right = Certifier.certify(chain(200, new Random(1)));
        Random random = new Random(2);
        for (int k = 0; k < 10; k++) {
            List<Proof.Row> rows = new ArrayList<>(right.grand().rows());
            Proof.Row row = rows.get(random.nextInt(rows.size()));
            int other = 3 * row.state() + (row.move() + 1 + random.nextInt(2)) % 3;
            rows.set(row.state(), Proof.Row.of(row.state(), other));
            Certificate wrong = new Certificate(
                    right.instance(),
                    right.digests(),
                    Proof.compact(right.grand().value(), rows),
                    right.marginals(),
                    right.settlement());
            assertThat(Verifier.verify(wrong).failure())
                    .contains("the policy of the grand economy takes", "is worth more");
        }
    }
}
