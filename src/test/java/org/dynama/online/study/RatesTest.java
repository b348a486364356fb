package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dynama.config.Document;
import org.dynama.model.Reals;
import org.dynama.online.OnlineStudy;
import org.junit.jupiter.api.Test;

/** Click rates, benefits and costs that differ from agent to agent. */
class RatesTest {
    private static final OnlineStudy STUDY = new OnlineStudy();
    private static final String SLOTS = "{kind: ad-slots, agents: 3, values: [0.8, 0.5, 0.2], clickRates: %s}";

    private static OnlineSpec spec(String market) {
        return STUDY.read(
                Document.parse("rates.yaml", "kind: bandit\nmarket: " + market + "\n", STUDY.schema(), List.of()));
    }

    private static Reals prices(String market) {
        return spec(market).cases().get(0).baseline().prices();
    }

    /**
     * By hand: the values are (0.8, 0.16), (0.25, 0.25) and (0.02, 0.18). The first two agents are shown; in the absence of
     * either the third has the second slot.
     */
    @Test
    void everyAgentHasClickRatesOfHerOwn() {
        Reals prices = prices(SLOTS.formatted("[[1, 0.2], [0.5, 0.5], [0.1, 0.9]]"));
        for (int i = 0; i < 3; i++) {
            assertThat(prices.get(i)).isCloseTo(i < 2 ? 0.18 : 0, within(1e-15));
        }
    }

    /** By hand: two units for agents who would have 0.6 - 0.1 and 0.3 - 0.2 of one, and 0.6 - 0.4 and 0.6 - 0.2 of two. */
    @Test
    void everyAgentHasBenefitsAndCostsOfHerOwn() {
        Reals prices = prices("{kind: service-levels, agents: 2, demand: [1, 2], capacity: 2, values: [0.6, 0.6],"
                + " benefit: [[1, 1], [0.5, 1]], cost: [[0.1, 0.4], [0.2, 0.2]]}");
        // Together 0.5 + 0.1; alone 0.5 and 0.4, and each pays her cost, too.
        assertThat(prices.get(0)).isCloseTo(0.4 - (0.1 - 0.1), within(1e-15));
        assertThat(prices.get(1)).isCloseTo(0.5 - (0.5 - 0.2), within(1e-15));
    }

    /** One list is the same as that list for every agent. */
    @Test
    void oneListIsARowForEach() {
        assertThat(prices(SLOTS.formatted("[[1, 0.4], [1, 0.4], [1, 0.4]]")))
                .isEqualTo(prices(SLOTS.formatted("[1, 0.4]")));
    }

    @Test
    void rowsThatDoNotFitAreAllSaid() {
        assertThatThrownBy(() -> spec(SLOTS.formatted("[[1, 0.4], [1]]")))
                .hasMessageContaining("has 2 rows and must have one for each of 3 agents\n  Maybe market.agents: 2.")
                .hasMessageContaining(
                        "rates.yaml:2: market.clickRates[1] = [1] has 1 entries and must have one for each of 2");
        assertThatThrownBy(() -> spec(SLOTS.formatted("[[1, 0.4], 0.5, [1, 0.4]]")))
                .hasMessageContaining("market.clickRates[1] = 0.5 must be a list, as the first entry is");
        assertThatThrownBy(() -> spec("{kind: service-levels, agents: 1, benefit: [[1, 1]], cost: [1, 1]}"))
                .hasMessageContaining("market.benefit[0] = [1, 1] has 2 entries and must have one for each of 3 levels")
                .hasMessageContaining("market.cost = [1, 1] has 2 entries");
    }
}
