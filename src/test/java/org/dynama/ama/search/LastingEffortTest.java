package org.dynama.ama.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;

/** A search by itself takes on less where runs need not end, the less the larger the world; elsewhere all it is asked for. */
class LastingEffortTest {
    private static final SearchSettings USUAL = SearchSettings.defaults(1, false);

    /** A corridor in which one walks to and fro, from one end of which one leaves; or only towards that end. */
    private static Environment corridor(int states, boolean fro) {
        Transitions.Builder builder = new Transitions.Builder(states, fro ? 2 : 1);
        RewardMap.Builder rewards = new RewardMap.Builder(3, states * (fro ? 2 : 1));
        for (int s = 0; s < states; s++) {
            builder.end(s, 0);
            if (s > 0) {
                builder.to(s, 0, s - 1, 1);
            }
            if (fro) {
                builder.end(s, 1).to(s, 1, Math.min(s + 1, states - 1), 1);
            }
        }
        List<String> names = IntStream.range(0, states).mapToObj(s -> "s" + s).toList();
        List<String> acts = fro ? List.of("to", "fro") : List.of("to");
        Mdp mdp = new Mdp(names, acts, builder.build(), Reals.filled(states, 1.0 / states), new Horizon.Total());
        List<Agent> agents = IntStream.range(0, 3)
                .mapToObj(i -> new Agent("a" + i, new TypeDistribution.Uniform(Reals.of(0), Reals.of(1))))
                .toList();
        Reals designer = Reals.filled(mdp.pairCount(), 0);
        return new Environment("corridor", mdp, agents, rewards.build(), designer, new Absence.ZeroReward(), List.of());
    }

    @Test
    void runsThatEndAndSmallWorldsGetAllThatIsAskedFor() {
        for (Environment all : List.of(corridor(60, false), corridor(4, true))) {
            assertThat(LastingEffort.fitted(all, USUAL)).isEqualTo(USUAL);
            assertThat(LastingEffort.note(all, USUAL)).isEmpty();
            assertThat(LastingEffort.checks(all, 1_000_000, 10_000)).isEqualTo(1_000_000);
        }
    }

    /** Four economies of 120 pairs and 60 states: 28,800 products a profile, of which a step has a million. */
    @Test
    void largerWorldsGetLessAndSayHowMuch() {
        Environment world = corridor(60, true);
        SearchSettings fitted = LastingEffort.fitted(world, USUAL);
        assertThat(fitted.ascent().profiles()).isEqualTo((1 << 20) / 28_800);
        assertThat(LastingEffort.note(world, USUAL).orElseThrow())
                .contains("tried " + fitted.points().count() + " points, not 2048")
                .contains(fitted.ascent().iterations() + " steps of 36 profiles, not 300 of 1024");
        assertThat(LastingEffort.checks(world, 1_000_000, 10_000)).isEqualTo((1 << 30) / 28_800);
        assertThat(LastingEffort.checks(world, 1_000_000, 50_000)).isEqualTo(50_000);
        assertThat(LastingEffort.checks(world, 1000, 50_000)).isEqualTo(1000);
        SearchSettings larger = LastingEffort.fitted(corridor(200, true), USUAL);
        assertThat(larger.points().count())
                .isLessThan(fitted.points().count())
                .isGreaterThanOrEqualTo(USUAL.points().starts());
        assertThat(larger.ascent().profiles()).isEqualTo(20);
    }
}
