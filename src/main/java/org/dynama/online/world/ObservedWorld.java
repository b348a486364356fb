package org.dynama.online.world;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.RewardMap;
import org.dynama.online.reporting.Noise;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.file.Fit;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.market.Observation;

/**
 * A market from a file, with a type of each agent that was drawn: what everybody has in expectation at each state-action pair,
 * and what is observed of it.
 *
 * @param file as a search reads it: states carry draws and periods
 * @param read the same with its places
 * @param types one profile
 */
record ObservedWorld(EnvironmentFile file, MarketplaceFile read, Profiles types) {

    /**
     * Reads a market and draws types.
     *
     * @param needs what the mechanism needs of a market
     * @param index of the profile in a stream; where each agent has but one type they are all the same
     * @throws org.dynama.config.ConfigException with what is wrong with the file, or does not fit
     */
    static ObservedWorld of(Path path, String needs, RandomStream stream, long index) {
        MarketplaceFile read = MarketplaceFile.read(path);
        EnvironmentFile file = EnvironmentFile.of(read, path, needs);
        Environment environment = file.environment();
        return new ObservedWorld(file, read, Profiles.draw(environment.agents(), stream, index, 1));
    }

    /** The same market with other types. */
    ObservedWorld redrawn(RandomStream stream, long index) {
        return new ObservedWorld(file, read, Profiles.draw(environment().agents(), stream, index, 1));
    }

    Environment environment() {
        return file.environment();
    }

    /** What an agent has in expectation at a state-action pair. */
    double reward(int agent, int pair) {
        RewardMap rewards = environment().rewards();
        double sum = 0;
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            if (rewards.agent(m) == agent) {
                int k = rewards.component(m);
                sum += rewards.coefficient(m) * (k == RewardMap.CONSTANT ? 1 : types.type(agent, k, 0));
            }
        }
        return sum;
    }

    Observation observation() {
        Observation given = file.market().observation();
        return given == null ? Observation.COINS : given;
    }

    /** The most that an agent may have: what the file says, or the most that one has. */
    double unit() {
        return observation().ceiling() > 0 ? observation().ceiling() : largest(agents());
    }

    private IntStream agents() {
        return IntStream.range(0, environment().agentCount());
    }

    private double largest(IntStream agents) {
        List<Integer> all = agents.boxed().toList();
        double largest = pairs().mapToDouble(pair ->
                        all.stream().mapToDouble(i -> reward(i, pair)).max().orElse(0))
                .max()
                .orElse(0);
        return largest > 0 ? largest : 1;
    }

    /** The pairs at which something can be done. */
    IntStream pairs() {
        return IntStream.range(0, environment().mdp().pairCount());
    }

    /** Noise counted in a unit of money. */
    Noise noise(double unit) {
        Observation.Noise noise = observation().noise();
        return switch (noise.kind()) {
            case COIN -> new Noise.Coin();
            case GAUSSIAN -> new Noise.Gaussian(noise.size() / unit);
            case UNIFORM -> new Noise.Uniform(noise.size() / unit);
        };
    }

    /** Refuses what no learning mechanism can use. */
    Fit fit(String needs) {
        Fit fit = new Fit(read, needs);
        for (int e = 0; e < file.market().actions().size(); e++) {
            if (!file.market().actions().get(e).condition().needs().isEmpty()) {
                fit.not("actions[" + e + "].needs", "makes the action impossible without somebody");
            }
        }
        return fit;
    }
}
