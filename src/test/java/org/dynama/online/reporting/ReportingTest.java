package org.dynama.online.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.reporting.BestResponse.Found;
import org.dynama.online.reporting.BestResponse.Outcome;
import org.dynama.online.reporting.Reporting.Reports;
import org.junit.jupiter.api.Test;

/** Ways to report. */
class ReportingTest {
    private static final RandomStream STREAM = new RandomStream(3, "test");

    private static Reports begun(Reporting reporting) {
        return reporting.begin(STREAM.draws(0));
    }

    /** Flipped coins report all with the probability that was, nothing with the other, and else the truth. */
    @Test
    void flipsHaveTheirProbabilities() {
        Reports flips = begun(new Flips(0.3, 0.2));
        int rounds = 20_000;
        int[] counts = new int[3];
        for (int t = 1; t <= rounds; t++) {
            double report = flips.report(0.4, 0, 1, t, 0);
            counts[report == 1 ? 0 : report == 0 ? 1 : 2]++;
        }
        // Five standard deviations of a share are 0.016 at most.
        assertThat((double) counts[0] / rounds).isCloseTo(0.3, within(0.017));
        assertThat((double) counts[1] / rounds).isCloseTo(0.2, within(0.017));
        assertThat((double) counts[2] / rounds).isCloseTo(0.5, within(0.018));
    }

    /** An adaptive liar goes on lying where that is charged less, and stops where it is not. */
    @Test
    void whoAdaptsFollowsWhatPays() {
        assertThat(lies(0.1, 0.5)).isGreaterThan(0.85);
        assertThat(lies(0.5, 0.1)).isLessThan(0.15);
    }

    /** The share of rounds in which she lies, where a lie is followed by one charge and the truth by another. */
    private static double lies(double afterLie, double afterTruth) {
        Reports adaptive = begun(new Adaptive(0.5, 10));
        int lies = 0;
        double charge = afterTruth;
        for (int t = 1; t <= 2_000; t++) {
            boolean isLie = adaptive.report(1, 0, 1, t, charge) < 1;
            charge = isLie ? afterLie : afterTruth;
            lies += isLie ? 1 : 0;
        }
        return lies / 2_000.0;
    }

    /** A table reports by the group that the episode is in, and a lie that ends tells the truth after it. */
    @Test
    void tablesGoByEpisodes() {
        ReportTable table = new ReportTable(List.of(1L, 3L), Reals.of(1, 0.5, 0, 2), Reals.of(0, 0, 0.25, 0));
        assertThat(table.report(0.8, 1, 2, 1, 0)).isEqualTo(0.4);
        assertThat(table.report(0.8, 0, 3, 1, 0)).isEqualTo(0.25);
        assertThat(table.report(0.8, 1, 99, 1, 0)).isEqualTo(1.6);
        assertThat(begun(new Reporting.Early(table, 7)).report(0.8, 1, 2, 7, 0)).isEqualTo(0.4);
        assertThat(begun(new Reporting.Early(table, 7)).report(0.8, 1, 2, 8, 0)).isEqualTo(0.8);
        assertThatThrownBy(() -> ReportTable.all(List.of(2L), 1, 1, 0)).hasMessageContaining("must ascend from 1");
    }

    /** The search finds the best entry of each cell where cells do not meddle with one another; the truth is no lie. */
    @Test
    void theSearchFindsTheBestTable() {
        double[] wanted = {0.5, 0, 1, 0.5};
        Found found = BestResponse.of(List.of(1L, 2L), 2, way -> {
            double utility = 0;
            double changed = 0;
            for (int cell = 0; cell < 4; cell++) {
                double report = begun(way).report(0.5, cell % 2, 1 + cell / 2, 1, 0);
                utility -= Math.abs(report - wanted[cell]);
                changed += report == 0.5 ? 0 : 1;
            }
            return new Outcome(utility, changed);
        });
        for (int cell = 0; cell < 4; cell++) {
            assertThat(found.table().report(0.5, cell % 2, 1 + cell / 2, 1, 0)).isEqualTo(wanted[cell]);
        }
        assertThat(found.gain()).isEqualTo(1);
        Found none = BestResponse.of(List.of(1L), 1, way -> new Outcome(1, 0));
        assertThat(none.gain()).isZero();
    }
}
