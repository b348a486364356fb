package org.dynama.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others may watch of a run at work is whole, begins anew with each start, and costs it next to nothing. */
class LiveTest {
    private static final String CURVE = "profit over step: \"a\", b";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path live() {
        return folder.resolve("checkpoint/live.csv");
    }

    @Test
    void aWatcherReadsWhatTheRunHasSaid() {
        Live live = new Live(folder);
        assertThat(LiveStatus.read(folder)).isNull();
        assertThat(LivePoint.read(folder)).isEmpty();
        LivePoint first = new LivePoint(CURVE, 1, -1e-10, Double.NaN, Double.NaN);
        LivePoint second = new LivePoint(CURVE, 2, Double.NEGATIVE_INFINITY, 1e300, 0.1);
        live.point(first);
        live.point(second);
        live.at("search", 0.25, "0.5", 3);
        assertThat(LiveStatus.read(folder)).isEqualTo(new LiveStatus("search", 0.25, "0.5", 3));
        assertThat(LivePoint.read(folder)).containsExactly(first, second);
    }

    @Test
    void halfALineIsNotThereYet() throws IOException {
        Live live = new Live(folder);
        live.point(new LivePoint("a over b", 1, 2, 1, 3));
        live.at("search", 0, "", 0);
        Files.writeString(live(), "a over b,2,2", StandardOpenOption.APPEND);
        assertThat(LivePoint.read(folder)).extracting(LivePoint::x).containsExactly(1.0);
        Files.writeString(live(), "5,,\n", StandardOpenOption.APPEND);
        assertThat(LivePoint.read(folder)).extracting(LivePoint::y).containsExactly(2.0, 25.0);
    }

    @Test
    void anotherStartBeginsAnew() {
        Live live = new Live(folder);
        live.point(new LivePoint("a over b", 1, 2, 1, 3));
        live.at("search", 0.5, "", 0);
        Live again = new Live(folder);
        assertThat(LiveStatus.read(folder)).isNull();
        assertThat(LivePoint.read(folder)).isEmpty();
        again.point(new LivePoint("a over b", 7, 2, 1, 3));
        again.at("search", 0, "", 0);
        assertThat(LivePoint.read(folder)).extracting(LivePoint::x).containsExactly(7.0);
    }

    /** However often a run says something, and of however many phases, the disk is asked for a hundredth of its time. */
    @Test
    void talkIsCheap() throws IOException, InterruptedException {
        Live live = new Live(folder);
        live.at("phase", 0, "", 0);
        int writes = 0;
        List<String> phases = List.of("odd", "even");
        LiveStatus last = LiveStatus.read(folder);
        int words = 20_000;
        for (int k = 0; k < words; k++) {
            live.at(phases.get(k % 2), 0, "", k);
            LiveStatus now = k % 100 == 0 ? LiveStatus.read(folder) : last;
            writes += now == null || now.equals(last) ? 0 : 1;
            last = now;
        }
        assertThat(writes).isLessThan(150);
        assertThat(folder.resolve("checkpoint")).isDirectoryNotContaining("glob:**.part");
    }

    /** A disk that takes nothing stops no run. */
    @Test
    void aPlaceWhereNothingCanStandIsNobodysFault() throws IOException {
        Files.createFile(folder.resolve("checkpoint"));
        Live live = new Live(folder);
        live.point(new LivePoint("a over b", 1, 2, 1, 3));
        live.at("search", 0.5, "", 0);
        assertThat(LiveStatus.read(folder)).isNull();
    }
}
