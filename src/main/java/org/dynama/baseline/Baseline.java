package org.dynama.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dynama.model.RandomStream;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.market.Marketplace;

/**
 * A number that belongs to a world: what could be had there, by whatever mechanism, or by a simple one.
 *
 * <p>A world whose types stay is an {@link Environment}; one whose types move, or where somebody's presence blocks actions, is
 * a {@link Marketplace} only. All values are profits: payments to the designer plus her own reward.
 */
public interface Baseline {

    /** The word for it in results, as {@code full information}. */
    String name();

    /** Why it does not speak of a world whose types stay, in one sentence; empty where it does. */
    Optional<String> misfit(Environment environment);

    /**
     * The number.
     *
     * @param profiles over which expectations are taken; common to all that are compared. A baseline that enumerates by itself
     *     says so in {@link BaselineValue#method()}
     * @throws Refusal with the sentence of {@link #misfit(Environment)}
     */
    BaselineValue of(Environment environment, WeightedProfiles profiles);

    /** Why it does not speak of a world whose types may move, in one sentence; empty where it does. */
    default Optional<String> misfit(Marketplace market) {
        return Optional.of(FiniteMarket.mover(market)
                .map(agent -> name() + ": its worlds have types that stay, and those of " + agent + " move")
                .orElse(name() + ": it is asked of the environment that this market is, since its types stay"));
    }

    /**
     * The number, where types may move.
     *
     * @throws Refusal with the sentence of {@link #misfit(Marketplace)}
     */
    default BaselineValue of(Marketplace market) {
        throw Refusal.of(misfit(market).orElseThrow(), "");
    }

    /**
     * All that there are, in the order from the largest value to the least.
     *
     * @param stream of what they draw for themselves
     * @param threads 0 for one per processor; no number depends on it
     */
    static List<Baseline> all(RandomStream stream, int threads) {
        List<Baseline> all = new ArrayList<>(TightestBound.baselines(threads));
        all.addAll(List.of(
                new OptimalMechanism(false, threads),
                new OptimalMechanism(true, threads),
                new PriceOffers(stream, threads)));
        return List.copyOf(all);
    }
}
