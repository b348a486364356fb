package org.dynama.baseline;

import java.util.Optional;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.market.Marketplace;

/**
 * What a designer earns who knows all types: the largest welfare, her own reward included, of which every agent pays what she
 * gains. Nobody who may stay away for nothing can be made to pay more, so it bounds every individually rational mechanism.
 *
 * <p>It belongs to every world. Where types stay it is a mean over profiles; where they move, the optimum of the MDP whose
 * states carry everybody's types.
 *
 * @param threads 0 for one per processor; no number depends on it
 */
public record FullInformation(int threads) implements Baseline {

    @Override
    public String name() {
        return "full information";
    }

    @Override
    public Optional<String> misfit(Environment environment) {
        return Optional.empty();
    }

    @Override
    public BaselineValue of(Environment environment, WeightedProfiles profiles) {
        return BaselineValue.of(
                name(),
                BaselineValue.Promise.UPPER_BOUND,
                profiles,
                values(environment, profiles.profiles()),
                "the largest welfare by dynamic programming");
    }

    private double[] values(Environment environment, Profiles profiles) {
        Reals ones = Reals.filled(environment.agentCount(), 1);
        return BatchOptima.values(environment, ones, environment.designer(), profiles, threads);
    }

    @Override
    public Optional<String> misfit(Marketplace market) {
        return KnownTypes.obstacle(market);
    }

    @Override
    public BaselineValue of(Marketplace market) {
        misfit(market).ifPresent(sentence -> {
            throw Refusal.of(sentence, "Maybe fewer types, agents or states.");
        });
        Environment known = KnownTypes.of(market);
        double value = values(known, Profiles.of(known.agentCount(), 1, 1, new double[known.agentCount()]))[0];
        return new BaselineValue(
                name(),
                BaselineValue.Promise.UPPER_BOUND,
                value,
                value,
                0,
                Reals.of(),
                "the largest welfare by dynamic programming over " + known.mdp().stateCount()
                        + " states with everybody's types");
    }
}
