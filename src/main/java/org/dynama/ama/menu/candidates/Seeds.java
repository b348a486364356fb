package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.world.Environment;

/** Makes the seeds of a world's candidates. */
final class Seeds {
    private final Environment environment;
    private final Reserves reserves;
    private final int agents;
    private final int dimension;

    Seeds(Environment environment, Reserves reserves) {
        this.environment = environment;
        this.reserves = reserves;
        agents = environment.agentCount();
        dimension = environment.dimension();
    }

    /** What is done where everybody's gains are losses. */
    Seed idle() {
        double[] types = new double[agents * dimension];
        int[] signs = Reserves.signs(environment);
        for (int i = 0; i < agents; i++) {
            for (int k = 0; k < environment.agents().get(i).types().dimension(); k++) {
                double reach = environment.agents().get(i).types().reach(k);
                types[i * dimension + k] = signs[i * dimension + k] == 1 ? -Math.max(reach, Double.MIN_NORMAL) : 0;
            }
        }
        return new Seed("for nobody", Seed.Family.IDLE, -1, Reals.of(types), due(types));
    }

    /**
     * One for each number that some agent gains by, of those agents who do not always gain together.
     *
     * @param most seeds; of more, every second, third, ... is made
     */
    List<Seed> singles(int most) {
        int[] signs = Reserves.signs(environment);
        List<int[]> places = new ArrayList<>();
        Set<List<Object>> known = new HashSet<>();
        for (int i = 0; i < agents; i++) {
            if (!known.add(gains(i))) {
                continue;
            }
            for (int k = 0; k < dimension; k++) {
                if ((signs[i * dimension + k] & 1) != 0) {
                    places.add(new int[] {i, k});
                }
            }
        }
        int stride = (places.size() + most - 1) / Math.max(1, most);
        List<Seed> seeds = new ArrayList<>();
        for (int at = 0; at < places.size(); at += stride) {
            int i = places.get(at)[0];
            int k = places.get(at)[1];
            double[] types = new double[agents * dimension];
            types[i * dimension + k] = environment.agents().get(i).types().reach(k);
            String number = environment.agents().get(i).types().dimension() == 1 ? "" : "'s number " + (k + 1);
            String name = "for " + environment.agents().get(i).name() + number;
            seeds.add(new Seed(name, Seed.Family.SINGLE, -1, Reals.of(types), due(types)));
        }
        return seeds;
    }

    /** All that an agent's reward depends on. */
    private List<Object> gains(int i) {
        RewardMap rewards = environment.rewards();
        List<Object> gains = new ArrayList<>();
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                if (rewards.agent(m) == i) {
                    gains.add(List.of(pair, rewards.component(m), rewards.coefficient(m)));
                }
            }
        }
        return gains;
    }

    /** Drawn profiles with virtual types: each whole, and without each agent. */
    List<Seed> drawn(RandomStream stream, int count) {
        List<Seed> seeds = new ArrayList<>();
        Profiles profiles = Profiles.draw(environment.agents(), stream, 0, count);
        for (int absent = -1; absent < agents; absent++) {
            for (int b = 0; b < count; b++) {
                seeds.add(left("drawn " + (b + 1), Seed.Family.DRAWN, absent, virtual(profiles, b)));
            }
        }
        return seeds;
    }

    /** Drawn profiles with virtual types. */
    List<Seed> whole(RandomStream stream, int count) {
        Profiles profiles = Profiles.draw(environment.agents(), stream, 0, count);
        return IntStream.range(0, count)
                .mapToObj(b -> left("drawn " + (b + 1), Seed.Family.DRAWN, -1, virtual(profiles, b)))
                .toList();
    }

    /** The seed with the types of the two agents who earn most by its policy; the others have none. */
    Seed pair(Seed seed, double... earned) {
        int first = 0;
        for (int i = 1; i < agents; i++) {
            first = earned[i] > earned[first] ? i : first;
        }
        int second = first == 0 ? 1 : 0;
        for (int i = 0; i < agents; i++) {
            second = i != first && earned[i] > earned[second] ? i : second;
        }
        double[] types = seed.types().toArray();
        double[] due = seed.reserves().toArray();
        for (int at = 0; at < types.length; at++) {
            boolean stays = at / dimension == first || at / dimension == second;
            types[at] = stays ? types[at] : 0;
            due[at] = stays || !reserves.counts(at / dimension, 0) ? due[at] : 0;
        }
        return new Seed("pair of " + seed.name(), Seed.Family.PAIR, -1, Reals.of(types), Reals.of(due));
    }

    /** Drawn profiles as they are, for a mechanism that is given: each whole, and without each agent. */
    List<Seed> plain(RandomStream stream, int count) {
        List<Seed> seeds = new ArrayList<>();
        Profiles profiles = Profiles.draw(environment.agents(), stream, 0, count);
        Reals none = Reals.filled(agents * dimension, 0);
        for (int absent = -1; absent < agents; absent++) {
            for (int b = 0; b < count; b++) {
                double[] types = new double[agents * dimension];
                for (int at = 0; at < types.length; at++) {
                    types[at] = profiles.type(at / dimension, at % dimension, b);
                }
                Seed whole = left("given " + (b + 1), Seed.Family.GIVEN, absent, types);
                seeds.add(new Seed(whole.name(), whole.family(), absent, whole.types(), none));
            }
        }
        return seeds;
    }

    private Seed left(String name, Seed.Family family, int absent, double[] types) {
        Reals due = due(types);
        for (int k = 0; k < dimension && absent >= 0; k++) {
            types[absent * dimension + k] = 0;
        }
        String without =
                absent < 0 ? "" : " without " + environment.agents().get(absent).name();
        return new Seed(name + without, family, absent, Reals.of(types), due);
    }

    private double[] virtual(Profiles profiles, int b) {
        double[] types = new double[agents * dimension];
        for (int i = 0; i < agents; i++) {
            for (int k = 0; k < dimension; k++) {
                double type = profiles.type(i, k, b);
                types[i * dimension + k] = type - (reserves.counts(i, type) ? reserves.reserve(i, k) : 0);
            }
        }
        return types;
    }

    /** What virtual types leave out, by the components that a type has. */
    private Reals due(double... types) {
        double[] due = new double[types.length];
        for (int at = 0; at < due.length; at++) {
            int i = at / dimension;
            due[at] = reserves.counts(i, types[at]) ? reserves.reserve(i, at % dimension) : 0;
        }
        return Reals.of(due);
    }
}
