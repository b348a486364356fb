package org.dynama.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Two seconds without a word are the most, by a clock that the test moves. */
class HeartbeatTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final List<String> heard = new ArrayList<>();
    private final Progress ear = new Progress() {
        @Override
        public void at(String phase, double done, String text) {
            heard.add(phase + " " + done + " " + text);
        }

        @Override
        public void still(String phase, double done, long seconds) {
            heard.add(phase + " " + done + " for " + seconds);
        }
    };
    private final Heartbeat heartbeat = new Heartbeat("reading", ear, nanos::get);

    private void pass(double seconds) {
        nanos.addAndGet((long) (seconds * 1e9));
        heartbeat.beat();
    }

    /** Also where the clock's count overflows, as System.nanoTime may. */
    @Test
    void silenceIsBrokenAfterTwoSecondsThenMoreAndMoreRarely() {
        pass(1.9);
        assertThat(heard).isEmpty();
        for (int tenth = 0; tenth < 700; tenth++) {
            pass(0.1);
        }
        assertThat(heard)
                .containsExactly(
                        "reading 0.0 for 2",
                        "reading 0.0 for 6",
                        "reading 0.0 for 14",
                        "reading 0.0 for 30",
                        "reading 0.0 for 62");
    }

    @Test
    void aWordStartsTheClockAnew() {
        pass(1.5);
        heartbeat.at("search", 0.25, "0.7");
        pass(1.9);
        heartbeat.at("search", 0.5, "");
        pass(2);
        assertThat(heard).containsExactly("search 0.25 0.7", "search 0.5 ", "search 0.5 for 2");
    }

    /** A thread looks at the clock while work is done, and no longer. */
    @Test
    void workIsHeardOf() throws InterruptedException {
        CountDownLatch said = new CountDownLatch(1);
        Heartbeat beating = new Heartbeat(
                "first solve",
                new Progress() {
                    @Override
                    public void at(String phase, double done, String text) {}

                    @Override
                    public void still(String phase, double done, long seconds) {
                        said.countDown();
                    }
                },
                nanos::get);
        boolean heardInTime = beating.during(() -> {
            nanos.addAndGet(3_000_000_000L);
            try {
                return said.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                return false;
            }
        });
        assertThat(heardInTime).isTrue();
    }
}
