package org.dynama.ama.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.dynama.ama.study.RunRecord;
import org.dynama.ama.study.RunRecord.Audit;
import org.dynama.ama.study.RunRecord.Limit;
import org.dynama.ama.study.RunRecord.Mean;
import org.dynama.ama.study.RunRecord.Result;
import org.dynama.ama.study.RunRecord.Share;
import org.dynama.page.Numbers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences claim no more than the numbers under them. */
class WordingTest {
    private static final RunRecord SAMPLE = SampleRuns.record("sale", 5, 3, new Random(1));

    private static RunRecord with(String objective, Mean vcg, Mean difference, @Nullable Limit bound, Audit audit) {
        return new RunRecord(
                SAMPLE.schema(),
                SAMPLE.command(),
                SAMPLE.name(),
                SAMPLE.environment(),
                SAMPLE.notes(),
                SAMPLE.seed(),
                SAMPLE.device(),
                SAMPLE.solver(),
                new Result(objective, "max", vcg.mean() + difference.mean(), 0.002, 10_000, "dp"),
                vcg,
                difference,
                bound,
                audit,
                null,
                SAMPLE.payments(),
                SAMPLE.revenue(),
                SAMPLE.visits(),
                SAMPLE.seconds(),
                SAMPLE.versions());
    }

    private static String result(double vcg, double difference, @Nullable Limit bound, boolean isVcg) {
        RunRecord run = with("revenue", new Mean(vcg, 0.002), new Mean(difference, 0.003), bound, new Audit(10, -1, 0));
        return Wording.result(run, isVcg);
    }

    @Test
    void vcgIsCalledVcg() {
        assertThat(result(0.5, 0, null, true))
                .isEqualTo("This mechanism is VCG: it earns 0.5000 ± 0.0020 in revenue per run.");
    }

    @Test
    void aDifferenceWithinItsErrorIsNoGain() {
        assertThat(result(0.5, 0.005, null, false)).contains("as much as VCG within the error of sampling.");
    }

    @Test
    void lessThanVcgIsSaid() {
        assertThat(result(0.5, -0.1, null, false)).contains(", 20% less than VCG.");
    }

    @Test
    void besideNothingThereIsNoPercentage() {
        assertThat(result(-0.1, 0.3, null, false)).contains(", 0.3 more than VCG.");
    }

    @Test
    void noMechanismExceedsTheBoundByLuck() {
        assertThat(result(0.5, 0.215, new Limit("myerson", 0.7149, 0.001, new Share(1.0001, 0.0002, 9)), false))
                .endsWith(
                        "43% more than VCG and within the error of sampling the most that any truthful mechanism could"
                                + " earn.");
    }

    @Test
    void firstBestIsABoundOnPolicies() {
        RunRecord run = with(
                "welfare",
                new Mean(2, 0.01),
                new Mean(0, 0),
                new Limit("first-best", 2, 0.001, new Share(1, 0, 9)),
                new Audit(10, -1, 0));
        assertThat(Wording.result(run, true))
                .isEqualTo(
                        "This mechanism is VCG: it creates a welfare of 2.0000 ± 0.0020 per run, 100% of the most that"
                                + " any policy could create.");
    }

    @ParameterizedTest(name = "gain {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-0.0003 | None of 1,000 misreports pays: the best loses 0.0003.",
                "0 | None of 1,000 misreports pays: the best gains nothing.",
                "3e-16 | None of 1,000 misreports pays: the largest gain is rounding, 3.0e-16.",
                "0.012 | Lying can pay: the best of 1,000 misreports gains 0.012."
            })
    void auditSaysWhetherLyingPays(double gain, String sentence) {
        RunRecord run = with("revenue", new Mean(1, 0.1), new Mean(0, 0), null, new Audit(1000, gain, 0));

        assertThat(Wording.incentives(run)).isEqualTo(sentence);
        assertThat(Wording.isSound(run)).isEqualTo(gain < 0.01);
    }

    @Test
    void aLossByTakingPartIsNoSoundMechanism() {
        RunRecord run = with("revenue", new Mean(1, 0.1), new Mean(0, 0), null, new Audit(1000, 0, -0.2));

        assertThat(Wording.isSound(run)).isFalse();
        assertThat(Wording.participation(run)).contains("the smallest utility of a truthful agent is −0.2.");
    }

    @Test
    void summaryIsShortAlignedAscii() {
        String summary = Summary.text(SAMPLE);

        assertThat(summary.lines()).hasSizeLessThanOrEqualTo(12).allMatch(line -> line.length() <= 100);
        assertThat(summary).matches("\\p{ASCII}*").doesNotEndWith("\n").contains("""
                  mechanism     1.6247 +- 0.0034  10,000 profiles, exact linear programs
                  VCG           1.2491 +- 0.0041
                """.indent(0)
                .stripTrailing());
    }

    @ParameterizedTest(name = "{0} +- {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.71853 | 0.00204 | 0.7185 ± 0.0020",
                "-12.3456 | 0.51 | −12.35 ± 0.51",
                "1234567 | 4321 | 1,234,567 ± 4,321",
                "0.5 | 0 | 0.5",
                "0.5 | NaN | 0.5"
            })
    void meansHaveTheDigitsThatTheirErrorLeaves(double mean, double error, String text) {
        assertThat(Numbers.estimate(mean, error)).isEqualTo(text);
    }
}
