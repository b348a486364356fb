package org.dynama.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dynama.world.Environment;

/**
 * The bound of Cai, Devanur and Weinberg: of each agent's goods the favourite is private, the rest is revealed; in an additive
 * auction {@code E sum over goods of max over agents (virtual value where it is her favourite, else value)^+}. It belongs to every
 * world of several numbers that agents only receive for; who has no favourite is bounded by the number that she has.
 *
 * @see <a href="https://doi.org/10.1145/2897518.2897645">Cai, Devanur and Weinberg (2016), A duality based unified approach to
 *     Bayesian mechanism design</a>
 * @param welfare the weight of agents' rewards beside that of payments, which is 1; not negative
 * @param threads 0 for one per processor; no number depends on it
 */
public record CanonicalFlow(double welfare, int threads) implements FlowBaseline {

    /** The bound on profit. */
    public CanonicalFlow(int threads) {
        this(0, threads);
    }

    @Override
    public String name() {
        return "canonical flow";
    }

    @Override
    public Optional<String> misfit(Environment environment) {
        Optional<String> obstacle = VirtualTypes.obstacle(environment);
        boolean isAny = obstacle.isEmpty()
                && IntStream.range(0, environment.agentCount())
                        .anyMatch(i -> !Favourites.of(environment, i, welfare).isEmpty());
        return obstacle.isPresent() || isAny
                ? obstacle
                : Optional.of(
                        "a canonical flow needs an agent of several numbers, none of which can cost her anything");
    }

    @Override
    public List<VirtualTypes> chosen(Environment environment) {
        VirtualWelfare virtual = virtual(environment);
        WeightedProfiles few = ChoiceSample.of(environment);
        List<VirtualTypes> best = List.of();
        double least = Double.POSITIVE_INFINITY;
        int most = IntStream.range(0, environment.agentCount())
                .map(i -> ways(environment, i).size())
                .max()
                .orElseThrow();
        for (int way = 0; way < most; way++) {
            List<VirtualTypes> trial = new ArrayList<>();
            for (int i = 0; i < environment.agentCount(); i++) {
                List<VirtualTypes> ways = ways(environment, i);
                trial.add(ways.get(Math.min(way, ways.size() - 1)));
            }
            double bound = most == 1 ? 0 : few.mean(virtual.values(few.profiles(), trial));
            if (bound < least) {
                least = bound;
                best = trial;
            }
        }
        return best;
    }

    private List<VirtualTypes> ways(Environment environment, int i) {
        List<VirtualTypes> ways = Favourites.of(environment, i, welfare);
        return ways.isEmpty() ? VirtualTypes.of(environment, i, welfare) : ways;
    }
}
