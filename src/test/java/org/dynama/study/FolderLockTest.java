package org.dynama.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    private static final int THREADS = 4;
    private static final int TRIES = 3_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** However quickly a folder changes hands, nobody has it twice: not even where its lock is taken away while another waits. */
    @Test
    void aFolderHasOneHolder() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Callable<Void> contender = () -> {
            for (int k = 0; k < TRIES; k++) {
                try {
                    FolderLock lock = FolderLock.take(folder);
                    most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                    taken.incrementAndGet();
                    Thread.yield();
                    holders.decrementAndGet();
                    lock.release();
                } catch (Refusal inUse) {
                    assertThat(inUse).hasMessageContaining("is in use");
                }
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<Void>> contenders = new ArrayList<>();
        for (int k = 0; k < THREADS; k++) {
            contenders.add(pool.submit(contender));
        }
        for (Future<Void> one : contenders) {
            one.get();
        }
        pool.shutdown();
        assertThat(most).hasValue(1);
        assertThat(taken).hasValueGreaterThan(THREADS);
        assertThat(folder).isEmptyDirectory();
    }
}
