package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.dynama.study.Soundness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing exceeds a bound by more than sampling can make of it. */
class SharesTest {
    private static SearchRecord.Limit limit(double share, double error) {
        return new SearchRecord.Limit("myerson", 0.7, 0.001, new SearchRecord.Share(share, error, 1_000));
    }

    @ParameterizedTest
    @CsvSource({"1.0219, 1e-9", "1.1, 0.01", "Infinity, 0.1"})
    void aShareAboveOneByMoreThanItsErrorIsRefused(double share, double error) {
        assertThat(Promises.share(limit(share, error), false))
                .singleElement()
                .satisfies(check -> assertThat(check.fails()).isTrue())
                .extracting(Soundness.Check::says)
                .asString()
                .contains("nothing exceeds a bound");
    }

    @ParameterizedTest
    @CsvSource({"0.99, 1e-9", "1, 0", "1.01, 0.01", "1.0000000001, 0"})
    void oneThatSamplingExplainsIsNot(double share, double error) {
        assertThat(Promises.share(limit(share, error), false)).isEmpty();
    }

    /** Three profiles may all be worth more than what is expected of any. */
    @Test
    void fewProfilesSpeakAgainstNobody() {
        SearchRecord.Share few = new SearchRecord.Share(2.2, 0.09, 3);
        assertThat(Promises.share(new SearchRecord.Limit("myerson", 1, 0.1, few), false))
                .isEmpty();
        // Nor that an error of zero on three alike profiles is none.
        SearchRecord.Limit lucky = new SearchRecord.Limit("myerson", 1, 0, new SearchRecord.Share(1.3, 0, 3));
        assertThat(Promises.share(lucky, false)).isEmpty();
        assertThat(Promises.share(lucky, true)).hasSize(1);
        assertThat(Promises.share(new SearchRecord.Limit("first-best", 1, 0.1, few), false))
                .hasSize(1);
    }

    /** A bound that is zero on all profiles has no shares. */
    @Test
    void noShareSpeaksAgainstNobody() {
        assertThat(Promises.share(limit(Double.NaN, Double.NaN), false)).isEmpty();
    }
}
