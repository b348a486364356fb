package org.dynama.learned.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;

class StartsTest {
    private static final World WORLD = LearnedWorlds.discrete(1, 1, 1, Allocation.LOTTERY);

    private static Starts starts(int steps, StartChoice choice, Function<Training, TrainingLook> eye) {
        TrainingSettings settings = LearnedWorlds.settings(steps, 6, Reporters.EXACT);
        return new Starts(
                k -> new Training(
                        WORLD, settings.varied(k), OuterLoop.fixed(), new RandomStream(7, "start").child("" + k), 4),
                settings,
                choice,
                eye);
    }

    private static List<TrainingRow> rows(Starts starts) {
        List<TrainingRow> rows = new ArrayList<>();
        while (!starts.done()) {
            rows.add(starts.advance());
        }
        return rows;
    }

    /** An eye that sees these one after the other, and the last ever after. */
    private static Function<Training, TrainingLook> seeing(double... left) {
        AtomicInteger next = new AtomicInteger();
        return training -> {
            double worth = left[Math.min(left.length - 1, next.getAndIncrement())];
            return new TrainingLook(0, 1e9, worth);
        };
    }

    /** Three pilots of four steps: the second has left most, and takes the other steps as if it had been alone. */
    @Test
    void theStartThatLeftMostGoesOn() {
        StartChoice three = new StartChoice(3, 4, 0);
        try (Starts starts = starts(10, three, seeing(1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1.5, 1));
                Training alone = new Training(
                        WORLD,
                        LearnedWorlds.settings(10, 6, Reporters.EXACT).varied(1),
                        OuterLoop.fixed(),
                        new RandomStream(7, "start").child("1"),
                        4)) {
            List<TrainingRow> rows = rows(starts);
            assertThat(rows.stream().map(TrainingRow::start))
                    .containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1);
            for (int k = 0; k < 10; k++) {
                TrainingRow row = rows.get(k < 4 ? 4 + k : 8 + k);
                assertThat(row.profit()).isEqualTo(alone.advance().profit());
            }
            assertThat(starts.bestStep()).isEqualTo(4);
            assertThat(starts.parameters()).isNotEqualTo(alone.parameters());
        }
    }

    /** Looks that see no more end a training; the network that left most is kept, not the last. */
    @Test
    void aTrainingEndsWhereProfitLeftRisesNoMore() {
        try (Starts starts = starts(100, new StartChoice(1, 1, 3), seeing(1, 2, 3, 2.9, 3.0001, 1))) {
            assertThat(rows(starts)).hasSize(6);
            assertThat(starts.isStale()).isTrue();
            assertThat(starts.bestStep()).isEqualTo(5);
        }
        try (Starts starts = starts(100, new StartChoice(1, 1, 0), seeing(1))) {
            assertThat(rows(starts)).hasSize(100);
        }
    }

    /** Before the weights of losses are full a network may leave much by luck: it is kept, and ends nothing. */
    @Test
    void luckInTheWarmUpEndsNoTraining() {
        TrainingSettings full = LearnedWorlds.settings(20, 6, Reporters.EXACT);
        TrainingSettings.Losses losses = full.losses();
        TrainingSettings warm = new TrainingSettings(
                full.steps(),
                new TrainingSettings.Losses(6, 6, 0.5, losses.smoothing(), losses.regret(), losses.participation()),
                full.lies(),
                full.sampling(),
                full.width());
        double[] left = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
        left[4] = 100;
        IntFunction<Training> trainings =
                k -> new Training(WORLD, warm, OuterLoop.fixed(), new RandomStream(7, "start"), 4);
        try (Starts starts = new Starts(trainings, warm, new StartChoice(1, 1, 3), seeing(left))) {
            assertThat(rows(starts)).hasSize(20);
            assertThat(starts.bestStep()).isEqualTo(5);
        }
    }

    /** Stopped at any step and gone on, it takes the same steps to the same network. */
    @Test
    void aStoppedChoiceGoesOnToTheSameBits() {
        Function<Training, TrainingLook> eye =
                training -> new TrainingLook(0, 1e9, training.parameters().get(0));
        StartChoice two = new StartChoice(2, 5, 4);
        List<TrainingRow> whole;
        Reals kept;
        try (Starts starts = starts(12, two, eye)) {
            whole = rows(starts);
            kept = starts.parameters();
        }
        for (int stop : new int[] {3, 5, 8, 10, 11}) {
            try (Starts first = starts(12, two, eye);
                    Starts second = starts(12, two, eye)) {
                for (int k = 0; k < stop; k++) {
                    first.advance();
                }
                second.restore(first.state());
                assertThat(rows(second)).isEqualTo(whole.subList(stop, whole.size()));
                assertThat(second.parameters()).isEqualTo(kept);
            }
        }
    }

    /** What has left most is not lost where later steps meet numbers that are not finite. */
    @Test
    void theBestNetworkIsKeptWhereNumbersAreNotFinite() {
        TrainingSettings tame = LearnedWorlds.settings(100, 6, Reporters.EXACT);
        TrainingSettings wild = new TrainingSettings(
                new TrainingSettings.Steps(100, 1e300, 1, 2e-2), tame.losses(), tame.lies(), tame.sampling(), 16);
        try (Training training = new Training(WORLD, wild, OuterLoop.fixed(), new RandomStream(1, "wild"), 4);
                Starts starts = new Starts(k -> training, wild, new StartChoice(1, 1, 0), seeing(2, 1))) {
            assertThatThrownBy(() -> rows(starts)).isInstanceOf(TrainingStopped.class);
            assertThat(starts.bestStep()).isEqualTo(1);
            assertThat(starts.lastGood()).isEqualTo(starts.parameters());
        }
    }

    /**
     * Nothing is chosen by profit left where a bisection wants less of it, nor where it is dear: unless starts are asked for,
     * and reporters are trained who can be met on drawn episodes.
     */
    @Test
    void whereProfitLeftIsDearOneTrainingGoesToItsEnd() {
        StartChoice silent = new StartChoice(0, 1000, 20);
        StartChoice asked = new StartChoice(3, 1000, 20);
        World dear = LearnedWorlds.discrete(2, 2, 3, Allocation.SHARE);
        OuterLoop bisection = new OuterLoop(OuterLoop.Kind.BISECTION, 0, 1, 0.1, 0.1);
        assertThat(silent.in(dear, OuterLoop.fixed(), Reporters.TRAINED)).isEqualTo(StartChoice.NONE);
        assertThat(asked.in(dear, OuterLoop.fixed(), Reporters.EXACT)).isEqualTo(StartChoice.NONE);
        assertThat(asked.in(dear, OuterLoop.fixed(), Reporters.TRAINED)).isEqualTo(asked);
        assertThat(asked.in(WORLD, bisection, Reporters.TRAINED)).isEqualTo(StartChoice.NONE);
        assertThat(silent.in(WORLD, OuterLoop.fixed(), Reporters.EXACT)).isEqualTo(new StartChoice(2, 1000, 20));
    }
}
