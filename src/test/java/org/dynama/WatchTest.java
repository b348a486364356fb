package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.refusal.Cancelled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long work says how far it is, and ends when it is told to, with nothing left that runs. */
class WatchTest {
    private static final Dynama LICENCES = Dynama.market(Path.of("models/environments/two-licences.json"));

    private final Set<Thread> before = new HashSet<>();

    /** Work that would take minutes. */
    enum Work {
        SEARCH((watch, mechanism) -> LICENCES.search(watch, "optimizer.iterations=100000")),
        MENU((watch, mechanism) -> LICENCES.search(watch, "optimizer.kind=menu", "optimizer.iterations=100000")),
        EVALUATION((watch, mechanism) -> mechanism.evaluate(watch, "evaluation.profiles=10000000")),
        AUDIT((watch, mechanism) -> mechanism.audit(watch, "audit.profiles=100000", "threads=2"));

        @SuppressWarnings("ImmutableEnumChecker") // A function without state.
        private final BiConsumer<Watch, DesignedMechanism> doing;

        Work(BiConsumer<Watch, DesignedMechanism> doing) {
            this.doing = doing;
        }

        void begin(Watch watch) {
            try (DesignedMechanism vcg = LICENCES.mechanism(AmaParameters.vcg(LICENCES.environment()))) {
                doing.accept(watch, vcg);
            }
        }
    }

    private static Stream<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("dynama"));
    }

    @BeforeEach
    void count() {
        workers().forEach(before::add);
    }

    /** A pool has ended a moment before its threads have. */
    @AfterEach
    void nothingRunsOn() throws InterruptedException {
        List<Thread> left = workers().filter(thread -> !before.contains(thread)).toList();
        for (Thread thread : left) {
            thread.join(60_000);
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    @ParameterizedTest
    @EnumSource
    void worksUntilItIsStopped(Work work) {
        AtomicInteger told = new AtomicInteger();
        Watch[] watch = new Watch[1];
        watch[0] = Watch.of((phase, done, text) -> {
            if (told.incrementAndGet() == 3) {
                watch[0].stop();
            }
        });
        assertThatThrownBy(() -> work.begin(watch[0]))
                .isInstanceOf(Cancelled.class)
                .hasMessage("stopped, as was asked for");
        assertThat(told).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource
    void interruptedThreadsWorkNoMoreAndStayInterrupted(Work work) {
        Thread here = Thread.currentThread();
        Watch watch = Watch.of((phase, done, text) -> here.interrupt());
        assertThatThrownBy(() -> work.begin(watch))
                .isInstanceOf(Cancelled.class)
                .hasMessage("interrupted while solving");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** What a listener throws is what the caller gets. */
    @Test
    void listenersEndWorkToo() {
        Watch watch = Watch.of((phase, done, text) -> {
            throw new UnsupportedOperationException(phase);
        });
        assertThatThrownBy(() -> Work.SEARCH.begin(watch)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void phasesAreTold() {
        Set<String> phases = new TreeSet<>();
        Watch watch = Watch.of((phase, done, text) -> {
            assertThat(done).isBetween(0.0, 1.0);
            phases.add(phase);
        });
        LICENCES.search(
                        watch,
                        "optimizer.iterations=2",
                        "optimizer.profiles=128",
                        "optimizer.searchPoints=8",
                        "optimizer.starts=1")
                .close();
        assertThat(phases).containsExactly("search", "start points");
    }
}
