package org.dynama.online.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The theorems as the paper prints them in full. */
class WelfareBoundTest {
    private static final WelfareBound.Market MARKET = new WelfareBound.Market(3, 2, 4, 1.5, 0.5);

    @Test
    void theorem2() {
        double regret = 4 * 3 * 1.5
                + (3 * 1.5 + 10 * 0.5 * 3 * Math.sqrt(Math.log(2 * 1000.0)))
                        * Math.pow(4, 1.0 / 3)
                        * Math.pow(1000, 2.0 / 3);
        assertThat(MARKET.exploring().at(1000)).isCloseTo(regret, within(1e-9 * regret));
    }

    @Test
    void theorem3() {
        double regret = 6 * 3 * 1.5
                + 9 * 0.5 * 3 * Math.sqrt(2 * 1000 * Math.log(2 * 1000.0))
                + 3 * 1.5 * Math.pow(4, 1.0 / 3) * Math.pow(1000, 2.0 / 3);
        assertThat(MARKET.optimistic().at(1000)).isCloseTo(regret, within(1e-9 * regret));
    }

    /** They are proved for more than 2 K rounds, and are amounts of money. */
    @Test
    void nothingIsProvedEarlier() {
        assertThat(MARKET.exploring().at(8)).isNaN();
        assertThat(MARKET.optimistic().at(8)).isNaN();
        assertThat(MARKET.optimistic().at(9)).isPositive();
        assertThat(MARKET.exploring().times(1e9).at(50))
                .isCloseTo(1e9 * MARKET.exploring().at(50), within(1.0));
    }
}
