package org.dynama.compare.mechanism;

import java.util.List;
import java.util.stream.Collectors;
import org.dynama.ama.study.Promises;
import org.dynama.baseline.PriceOffers;
import org.dynama.baseline.PriceOffers.Offers;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.compare.market.Ground;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.page.Numbers;
import org.dynama.world.Environment;

/** Posted prices: agents choose one after another what they like best at prices that do not depend on what they say. */
public record PostedEntrant() implements Entrant {
    /** More prices than these say nothing in a sentence. */
    private static final int SHOWN = 60;

    @Override
    public String name() {
        return "posted";
    }

    @Override
    public String title() {
        return "posted prices";
    }

    @Override
    public String promise() {
        return "truth is a dominant strategy";
    }

    @Override
    public boolean isDominant() {
        return true;
    }

    @Override
    public String misfit(Ground ground) {
        return ground.searchMisfit().isEmpty()
                ? offers(new RandomStream(0, name()), 1)
                        .misfit(ground.environment())
                        .orElse("")
                : ground.searchMisfit();
    }

    private static PriceOffers offers(RandomStream stream, int threads) {
        return new PriceOffers(stream, threads);
    }

    @Override
    public Showing show(Ground ground, Workshop workshop) {
        Environment environment = ground.environment();
        WeightedProfiles profiles = ground.cases().weighted().orElseThrow();
        Offers offers = offers(workshop.stream(name()), workshop.threads()).solve(environment, profiles);
        String method = profiles.isEnumerated()
                ? "exhaustive"
                : Numbers.count(profiles.profiles().count()) + " sampled profiles";
        return Showing.of(
                ground,
                CaseOutcomes.of(offers, ground.hasDesigner()),
                new Margin(null, "proof: prices do not depend on reports", true, 0),
                new Margin(
                        offers.least(), method, false, Promises.in(environment).rounding()),
                List.of(),
                "prices " + shown(offers.prices()));
    }

    private static String shown(List<Reals> prices) {
        int count = prices.stream().mapToInt(Reals::size).sum();
        return count > SHOWN
                ? count + " of them"
                : prices.stream()
                        .map(own -> own.stream().mapToObj(Numbers::plain).collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(", "));
    }
}
