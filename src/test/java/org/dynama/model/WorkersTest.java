package org.dynama.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunks on many threads: all of them, once each and in order, however many a thread takes at once. */
class WorkersTest {

    @ParameterizedTest(name = "{0} threads, {1} of {2}, {3} us each")
    @CsvSource({"1, 7, 1000, 0", "2, 7, 1000, 0", "3, 128, 100, 0", "3, 1, 500, 0", "2, 7, 140, 300", "4, 10, 0, 0"})
    void chunksComeInOrder(int threads, int chunk, int count, int micros) {
        try (Workers<Object> workers = new Workers<>(Object::new, threads)) {
            List<List<Integer>> found = new ArrayList<>();
            Thread caller = Thread.currentThread();
            workers.forEach(
                    count,
                    chunk,
                    (worker, from, to) -> {
                        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
                        return List.of(from, to);
                    },
                    part -> {
                        assertThat(Thread.currentThread()).isSameAs(caller);
                        found.add(part);
                    });
            List<List<Integer>> wanted = new ArrayList<>();
            for (int from = 0; from < count; from += chunk) {
                wanted.add(List.of(from, Math.min(count, from + chunk)));
            }
            assertThat(found).isEqualTo(wanted);
        }
    }

    /** What fails in one chunk of several is told as it was thrown, and nothing after it is handed over. */
    @ParameterizedTest(name = "{0} threads")
    @CsvSource({"1", "3"})
    void theFirstFailureIsTold(int threads) {
        try (Workers<Object> workers = new Workers<>(Object::new, threads)) {
            List<Integer> found = new ArrayList<>();
            assertThatThrownBy(() -> workers.forEach(
                            900,
                            1,
                            (worker, from, to) -> {
                                if (from >= 700) {
                                    throw new IllegalStateException("chunk " + from);
                                }
                                return from;
                            },
                            found::add))
                    .hasMessage("chunk 700");
            for (int k = 0; k < found.size(); k++) {
                assertThat(found.get(k)).isEqualTo(k);
            }
            assertThat(found).hasSizeLessThanOrEqualTo(700);
        }
    }
}
