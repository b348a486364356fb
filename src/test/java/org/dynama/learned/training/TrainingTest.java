package org.dynama.learned.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {
    static List<World> worlds() {
        return List.of(
                LearnedWorlds.discrete(1, 1, 2, Allocation.LOTTERY),
                LearnedWorlds.interval(2, 1, 2, new Types.Interval(0, 5, 2.5, 0.1)),
                LearnedWorlds.discrete(2, 1, 2, Allocation.SHARE));
    }

    private static Training training(World world, OuterLoop loop, int steps) {
        return new Training(
                world, LearnedWorlds.settings(steps, 6, Reporters.TRAINED), loop, new RandomStream(1, "test"), 4);
    }

    private static List<TrainingRow> rows(Training training, int steps) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            rows.add(training.advance());
        }
        return rows;
    }

    /** What the tape keeps is alive: gradients are the same while the collector runs all the time. */
    @ParameterizedTest
    @MethodSource("worlds")
    void garbageCollectionDoesNotTouchGradients(World world) throws InterruptedException {
        List<TrainingRow> quiet;
        Reals parameters;
        try (Training training = training(world, OuterLoop.fixed(), 100)) {
            quiet = rows(training, 2);
            parameters = training.parameters();
        }
        AtomicBoolean on = new AtomicBoolean(true);
        Thread collector = new Thread(() -> {
            while (on.get()) {
                System.gc();
                LockSupport.parkNanos(2_000_000);
            }
        });
        collector.start();
        try (Training training = training(world, OuterLoop.fixed(), 100)) {
            assertThat(rows(training, 2)).isEqualTo(quiet);
            assertThat(training.parameters()).isEqualTo(parameters);
        } finally {
            on.set(false);
            collector.join();
        }
    }

    /** The engine has one tape and one set of gradients: trainings at the same time take turns and stay themselves. */
    @Test
    void trainingsSideBySideAreWhatTheyAreAlone() {
        World world = LearnedWorlds.discrete(1, 1, 2, Allocation.SHARE);
        List<TrainingRow> alone;
        try (Training training = training(world, OuterLoop.fixed(), 100)) {
            alone = rows(training, 20);
        }
        List<CompletableFuture<List<TrainingRow>>> together = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            together.add(CompletableFuture.supplyAsync(() -> {
                try (Training training = training(world, OuterLoop.fixed(), 100)) {
                    return rows(training, 20);
                }
            }));
        }
        together.forEach(future -> assertThat(future.join()).isEqualTo(alone));
    }

    /** A training that stops at any step of any loop and goes on ends with the same bits. */
    @ParameterizedTest
    @EnumSource(OuterLoop.Kind.class)
    void stoppedTrainingGoesOnToTheSameBits(OuterLoop.Kind kind) {
        World world = LearnedWorlds.discrete(1, 1, 2, Allocation.SHARE);
        OuterLoop loop = new OuterLoop(kind, 5, 3, 100, 0.6);
        try (Training whole = training(world, loop, 10);
                Training first = training(world, loop, 10);
                Training second = training(world, loop, 10)) {
            int stop = kind == OuterLoop.Kind.BISECTION ? 14 : 6;
            rows(first, stop);
            second.restore(first.state());
            List<TrainingRow> all = rows(whole, stop + 3);
            assertThat(rows(second, 3)).isEqualTo(all.subList(stop, stop + 3));
            assertThat(second.state()).isEqualTo(whole.state());
        }
    }

    /** So does one against exact replies that are not found anew in every step. */
    @Test
    void stoppedTrainingAgainstExactRepliesGoesOnToTheSameBits() {
        World world = LearnedWorlds.discrete(2, 1, 5, Allocation.SHARE);
        TrainingSettings settings = LearnedWorlds.settings(50, 6, Reporters.EXACT);
        try (Training whole = new Training(world, settings, OuterLoop.fixed(), new RandomStream(1, "test"), 4);
                Training first = new Training(world, settings, OuterLoop.fixed(), new RandomStream(1, "test"), 4);
                Training second = new Training(world, settings, OuterLoop.fixed(), new RandomStream(1, "test"), 4)) {
            rows(first, 22);
            second.restore(first.state());
            assertThat(rows(second, 2)).isEqualTo(rows(whole, 24).subList(22, 24));
            assertThat(second.state()).isEqualTo(whole.state());
        }
    }

    @Test
    void otherNetworksCheckpointIsRefused() {
        try (Training small = training(LearnedWorlds.discrete(1, 1, 1, Allocation.SHARE), OuterLoop.fixed(), 10);
                Training other = training(LearnedWorlds.discrete(2, 1, 1, Allocation.SHARE), OuterLoop.fixed(), 10)) {
            assertThatThrownBy(() -> other.restore(small.state()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another network");
        }
    }

    @Test
    void numbersThatAreNotFiniteStopTheTraining() {
        TrainingSettings wild = new TrainingSettings(
                new TrainingSettings.Steps(100, 1e300, 1, 2e-2),
                LearnedWorlds.losses(6),
                new TrainingSettings.Lies(Reporters.TRAINED, 2, 6),
                new TrainingSettings.Sampling(4, 8, 0),
                16);
        World world = LearnedWorlds.discrete(1, 1, 1, Allocation.SHARE);
        try (Training training = new Training(world, wild, OuterLoop.fixed(), new RandomStream(1, "t"), 2)) {
            assertThatThrownBy(() -> rows(training, 20))
                    .isInstanceOf(TrainingStopped.class)
                    .hasMessageContaining("not finite");
        }
    }

    /** Surplus that agents keep costs nothing; only what the losing type loses counts, with its probability. */
    @Test
    void positiveUtilitiesAddNothingToTheLossOfParticipation() {
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            TrainingSettings.Losses losses = LearnedWorlds.losses(1);
            TrainingObjective.Weights weights =
                    new TrainingObjective.Weights(0, Reals.filled(2, 1), Reals.filled(2, 1), 0);
            NDArray distribution = tensors.of(new double[] {0.25, 0.75}, 2);
            NDArray kept = tensors.of(new double[] {0.5, 7}, 2);
            NDArray lost = tensors.of(new double[] {-1, 7}, 2);
            Play play = new Play(
                    tensors.scalar(1).sum(),
                    List.of(kept, lost),
                    List.of(kept.expandDims(0), lost.expandDims(0)),
                    List.of(distribution, distribution));
            TrainingObjective.Seen seen = new TrainingObjective(tensors, losses, 2, 0)
                    .of(play, weights)
                    .seen();
            assertThat(seen.participation().get(0)).isZero();
            assertThat(seen.participation().get(1)).isCloseTo(0.25 * (1 - losses.smoothing() / 2), within(1e-12));
            assertThat(seen.regret()).isEqualTo(Reals.of(0, 0));
        }
    }
}
