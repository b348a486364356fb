package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dynama.model.Horizon;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Posted prices: agents choose policies one after another, and pay for each what it would be worth to a <em>posted type</em>. A
 * unit of what a component of their types is multiplied by thus has a price, for each agent one for all or one for each stage;
 * a worker's price is a wage. Where each agent has one number, multiplied by nothing of mixed sign, they may instead be asked
 * whether they accept it, and the designer chooses the policy. What an agent is offered does not depend on what she says, so
 * truth is dominant; and she can refuse wherever there is a policy that gives her nothing.
 *
 * <p>Prices are sought one at a time, from those at which some type is just willing, on all profiles or a sample of their own,
 * among those under which nobody loses there; what is reported is what they earn on the given profiles.
 *
 * @param stream of the sample on which prices are chosen where profiles are not enumerated
 * @param threads 0 for one per processor; no number depends on it
 */
public record PriceOffers(RandomStream stream, int threads) implements Baseline {
    /** On which prices are chosen. */
    private static final int SAMPLE = 512;
    /** Enumerated profiles on which prices are chosen, all of them. */
    private static final int MOST_ENUMERATED = 2048;

    private static final int MOST_STATES_WITH_CYCLES = 256;
    private static final int MOST_PAIRS = 100_000;

    @Override
    public String name() {
        return "posted prices";
    }

    @Override
    public Optional<String> misfit(Environment environment) {
        if (environment.rewards().isRanked()) {
            return Optional.of("posted prices must know who earns what, and these rewards go by rank");
        }
        if (environment.mdp().horizon() instanceof Horizon.AverageReward) {
            return Optional.of("posted prices need runs whose payments add up, and this horizon averages them");
        }
        if (environment.mdp().horizon() instanceof Horizon.Total) {
            return Optional.of("posted prices need a horizon that is finite or discounted, and this one is total");
        }
        boolean hasCycles = environment.mdp().horizon() instanceof Horizon.Discounted;
        int size =
                hasCycles ? environment.mdp().stateCount() : environment.mdp().pairCount();
        int most = hasCycles ? MOST_STATES_WITH_CYCLES : MOST_PAIRS;
        return size <= most
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "posted prices are sought by many small programs, and %d %s must be at most %d",
                        size,
                        hasCycles ? "states" : "state-action pairs",
                        most));
    }

    /**
     * The prices and what comes of them.
     *
     * @param prices by agent, each of shape {@code [d]} or {@code [stages * d]}: the posted types
     * @param profit shape {@code [B]}: payments and the designer's reward
     * @param welfare shape {@code [B]}: all rewards
     * @param utilities by agent, each of shape {@code [B]}; not negative where nobody loses
     * @param payments by agent, each of shape {@code [B]}
     */
    public record Offers(List<Reals> prices, Reals profit, Reals welfare, List<Reals> utilities, List<Reals> payments) {
        public Offers {
            prices = List.copyOf(prices);
            payments = List.copyOf(payments);
            utilities = List.copyOf(utilities);
        }

        /** The least utility of anybody. */
        public double least() {
            return utilities.stream().flatMapToDouble(Reals::stream).min().orElse(0);
        }
    }

    @Override
    public BaselineValue of(Environment environment, WeightedProfiles profiles) {
        Offers offers = solve(environment, profiles);
        String shown = offers.prices.stream()
                .map(own -> own.stream()
                        .mapToObj(price -> String.format(Locale.ROOT, "%.6g", price))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
        return BaselineValue.of(
                name(),
                BaselineValue.Promise.REACHED,
                profiles,
                offers.profit.toArray(),
                "posted types, agent by agent: " + shown);
    }

    /**
     * Finds prices, and measures them.
     *
     * @throws Refusal with the sentence of {@link #misfit(Environment)}
     */
    public Offers solve(Environment environment, WeightedProfiles profiles) {
        misfit(environment).ifPresent(sentence -> {
            throw Refusal.of(sentence, "");
        });
        boolean isSmall = profiles.isEnumerated() && profiles.profiles().count() <= MOST_ENUMERATED;
        WeightedProfiles sample = isSmall ? profiles : WeightedProfiles.drawn(environment, stream, SAMPLE);
        Found best = found(environment, sample, () -> new OfferedChoices(environment, false), null);
        if (environment.mdp().horizon() instanceof Horizon.Finite) {
            Found staged = found(environment, sample, () -> new OfferedChoices(environment, true), best.prices);
            best = staged.score.beats(best.score) ? staged : best;
        }
        if (AcceptedPrices.fits(environment)) {
            Found accepted = found(environment, sample, () -> new AcceptedPrices(environment), null);
            best = accepted.score.beats(best.score) ? accepted : best;
        }
        try (PriceSearch measure = new PriceSearch(environment, profiles, best.rule, threads)) {
            return offers(environment.agentCount(), best.prices, measure.outcomes(best.prices));
        }
    }

    /** Prices of a rule with what they come to on the sample. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Found(Supplier<PostedRule> rule, double[][] prices, PriceSearch.Score score) {}

    /** The best prices of a rule; refined by stage where flat ones are given. */
    private Found found(
            Environment environment, WeightedProfiles sample, Supplier<PostedRule> rule, double @Nullable [][] flat) {
        try (PriceSearch search = new PriceSearch(environment, sample, rule, threads)) {
            double[][] prices = flat == null ? search.best() : search.refined(flat);
            return new Found(rule, prices, search.score(prices));
        }
    }

    private static Offers offers(int agents, double[][] prices, List<PostedRule.Outcome> outcomes) {
        List<Reals> utilities = new ArrayList<>();
        List<Reals> payments = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            int agent = i;
            utilities.add(Reals.of(outcomes.stream()
                    .mapToDouble(outcome -> outcome.utilities()[agent])
                    .toArray()));
            payments.add(Reals.of(outcomes.stream()
                    .mapToDouble(outcome -> outcome.payments()[agent])
                    .toArray()));
        }
        return new Offers(
                Arrays.stream(prices).map(Reals::of).toList(),
                Reals.of(outcomes.stream()
                        .mapToDouble(PostedRule.Outcome::profit)
                        .toArray()),
                Reals.of(outcomes.stream()
                        .mapToDouble(PostedRule.Outcome::welfare)
                        .toArray()),
                utilities,
                payments);
    }
}
