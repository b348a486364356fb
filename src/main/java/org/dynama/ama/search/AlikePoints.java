package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.world.Environment;

/**
 * Starts that treat agents alike who draw their types alike: boosts that serve as many agents are one. Of points that are free
 * to favour somebody few do not, and the best of those may all lie near VCG, where nobody is favoured either: from there no
 * ascent finds a reserve price that all agents share.
 */
final class AlikePoints {
    private static final int POINTS = 256;

    /** How many of them start an ascent. */
    private static final int STARTS = 2;

    private final Parametrization coordinates;
    private final Trials trials;
    /** Of each boost the kind: how many agents it serves, numbered as they come. */
    private final int[] kinds;

    private final int size;

    AlikePoints(Environment environment, Parametrization coordinates, Trials trials) {
        this.coordinates = coordinates;
        this.trials = trials;
        Sharing sharing = coordinates.sharing();
        RewardMap rewards = environment.rewards();
        BitSet[] served = new BitSet[sharing.size()];
        Arrays.setAll(served, group -> new BitSet());
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            int group = sharing.groupOf(pair);
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                served[group].set(rewards.agent(m));
            }
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        kinds = new int[served.length];
        for (int group = 0; group < kinds.length; group++) {
            kinds[group] = numbers.computeIfAbsent(served[group].cardinality(), count -> numbers.size());
        }
        boolean alike = environment.agents().stream()
                        .map(agent -> agent.types())
                        .distinct()
                        .count()
                == 1;
        boolean stages = environment.mdp().horizon() instanceof Horizon.Finite
                && environment.mdp().stateCount() > 1;
        boolean coarser = numbers.size() > 1 && numbers.size() < kinds.length;
        size = alike && stages && coarser && coordinates.size() == sharing.size() ? numbers.size() : 0;
    }

    /** The best ones on common profiles, best first; none where agents are not alike, or boosts serve them one way only. */
    List<Candidate> best(Profiles common) {
        if (size == 0) {
            return List.of();
        }
        SobolPoints sequence = new SobolPoints(size, trials.stream("alike points"));
        List<AmaParameters> mechanisms = new ArrayList<>();
        for (int k = 0; k < POINTS; k++) {
            double[] free = sequence.at(k);
            double[] point = IntStream.of(kinds).mapToDouble(kind -> free[kind]).toArray();
            mechanisms.add(coordinates.parameters(point));
        }
        return Trials.best(trials.tried(mechanisms, common), STARTS);
    }
}
