package org.dynama.online.study;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.file.WholeFile;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.numpy.NpyArray;
import org.dynama.numpy.Npz;
import org.dynama.online.mdp.Episode;
import org.dynama.online.mdp.EpisodeLog;
import org.dynama.study.Run;
import org.dynama.study.Table;
import org.jspecify.annotations.Nullable;

/**
 * Every episode of the first seed of each truthful case of IHMDP-VCG, which is run again for it: {@code episodes.csv}, a row
 * for each episode, state and action, and {@code episodes-1.npz} and so on, an archive of arrays for each case in that order.
 */
record EpisodeTables(OnlineSpec spec, Run run, RandomStream stream) {
    private static final Set<String> COLUMNS = new LinkedHashSet<>(List.of(
            "case",
            "episode",
            "start",
            "mixing",
            "stationary",
            "state",
            "action",
            "visits",
            "policy",
            "kernelRadius",
            "rewardRadius"));

    /** What one case had, with its sizes. */
    private record Logged(String id, List<EpisodeLog> episodes) {
        EpisodeLog first() {
            return episodes.get(0);
        }

        int pairs() {
            return first().policy().size();
        }

        int states() {
            return first().moves().size() / pairs();
        }

        int actions() {
            return pairs() / states();
        }

        int parties() {
            return first().rewardRadius().size() / pairs();
        }
    }

    void write() {
        int[] number = {0};
        Stream<Map<String, @Nullable Object>> rows = spec.cases().stream()
                .filter(OnlineCase::isTruthful)
                .map(one -> new Logged(one.title().id(), one.logged(spec.keys().kind(), stream, 0)))
                .filter(logged -> !logged.episodes.isEmpty())
                .peek(logged -> archive(logged, ++number[0]))
                .flatMap(EpisodeTables::rows);
        WholeFile.writeLines(run.folder().note("episodes.csv"), out -> Table.write(out, COLUMNS, rows));
    }

    private static Stream<Map<String, @Nullable Object>> rows(Logged logged) {
        return logged.episodes.stream()
                .flatMap(one -> IntStream.range(0, logged.pairs()).mapToObj(pair -> row(logged, one, pair)));
    }

    private static Map<String, @Nullable Object> row(Logged logged, EpisodeLog one, int pair) {
        int states = logged.states();
        Episode episode = one.episode();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("case", logged.id);
        row.put("episode", episode.number());
        row.put("start", episode.start());
        row.put("mixing", episode.mixing());
        row.put("stationary", episode.stationary());
        row.put("state", pair / logged.actions());
        row.put("action", pair % logged.actions());
        IntStream next = IntStream.range(pair * states, (pair + 1) * states);
        row.put("visits", (long) next.mapToDouble(one.moves()::get).sum());
        row.put("policy", one.policy().get(pair));
        row.put("kernelRadius", widest(one.kernelRadius(), IntStream.range(pair * states, (pair + 1) * states)));
        row.put(
                "rewardRadius",
                widest(one.rewardRadius(), IntStream.range(0, logged.parties()).map(k -> k * logged.pairs() + pair)));
        return row;
    }

    private static double widest(Reals radii, IntStream at) {
        return at.mapToDouble(radii::get).max().orElse(0);
    }

    private void archive(Logged logged, int number) {
        int count = logged.episodes.size();
        int states = logged.states();
        int actions = logged.actions();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("start", array(logged, one -> Reals.of((double) one.episode().start()), count));
        arrays.put(
                "mixing", array(logged, one -> Reals.of((double) one.episode().mixing()), count));
        arrays.put(
                "stationary",
                array(logged, one -> Reals.of((double) one.episode().stationary()), count));
        arrays.put("prices", array(logged, one -> one.episode().prices(), count, logged.parties() - 1));
        arrays.put("moves", array(logged, EpisodeLog::moves, count, states, actions, states));
        arrays.put("policy", array(logged, EpisodeLog::policy, count, states, actions));
        arrays.put("kernel_radius", array(logged, EpisodeLog::kernelRadius, count, states, actions, states));
        arrays.put("reward_radius", array(logged, EpisodeLog::rewardRadius, count, logged.parties(), states, actions));
        Npz.write(run.folder().note("episodes-" + number + ".npz"), arrays);
    }

    private static NpyArray array(Logged logged, Function<EpisodeLog, Reals> of, int... shape) {
        return new NpyArray(
                logged.episodes.stream().map(of).flatMapToDouble(Reals::stream).toArray(), shape);
    }
}
