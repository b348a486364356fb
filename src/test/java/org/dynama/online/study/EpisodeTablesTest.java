package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.numpy.NpzFile;
import org.dynama.online.OnlineStudy;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of episodes, and what is said before the first round. */
class EpisodeTablesTest {
    private static final OnlineStudy STUDY = new OnlineStudy();
    private static final String TEXT = """
        kind: mdp
        rounds: 30000
        seeds: 2
        log: true
        market: {kind: anything, agents: 2, states: 3, alpha: 0.1}
        mechanisms:
          - {delta: 0.03, zeta: 0.1}
          - {kind: myopic-vcg}
          - {delta: 0.0001, zeta: 0.1}
        """;
    private static final int PAIRS = 9;
    private static final int STATES = 3;
    private static final int AGENTS = 2;
    private static final double ZETA = 0.1;

    @TempDir
    Path folder;

    private OnlineRecord run(List<String> heard) throws IOException {
        Path file = folder.resolve("logged.yaml");
        Files.writeString(file, TEXT);
        Progress progress = (phase, done, text) -> heard.add(phase);
        return new Runner(progress)
                .run(Job.of(STUDY, Document.read(file, STUDY.schema(), List.of())), folder.resolve("run"), false)
                .record();
    }

    /** Counts grow by the rounds of each episode, policies are distributions, and radii follow from counts as eq. 20 and 24 say. */
    @Test
    void radiiFollowFromTheCountsThatAreLogged() throws IOException {
        OnlineRecord record = run(new ArrayList<>());
        try (NpzFile log = NpzFile.open(folder.resolve("run/episodes-1.npz"))) {
            double[] start = log.reals("start");
            double[] moves = log.reals("moves");
            double[] policy = log.reals("policy");
            double[] kernel = log.reals("kernel_radius");
            double[] rewards = log.reals("reward_radius");
            double[] lengths = log.reals("stationary");
            assertThat(start).hasSizeGreaterThan(3);
            assertThat(record.cases().get(0).baseline().firstUpdate()).isEqualTo((long) lengths[0]);
            for (int k = 0; k < start.length; k++) {
                double seen = 0;
                for (int pair = 0; pair < PAIRS; pair++) {
                    double count = 0;
                    for (int next = 0; next < STATES; next++) {
                        count += moves[(k * PAIRS + pair) * STATES + next];
                    }
                    seen += count;
                    for (int next = 0; next < STATES && k > 0; next++) {
                        int at = (k * PAIRS + pair) * STATES + next;
                        double log1 = Math.log(PAIRS * k / ZETA);
                        double fewer = Math.max(1, count - 1);
                        double share = moves[at] / Math.max(1, count);
                        assertThat(kernel[at])
                                .isCloseTo(2 * Math.sqrt(share * log1 / fewer) + 14 * log1 / 3 / fewer, within(1e-12));
                    }
                    for (int party = 1; party <= AGENTS && k > 0; party++) {
                        double beta = Math.sqrt(2 * Math.log(PAIRS * k * AGENTS / ZETA) / Math.max(1, count));
                        assertThat(rewards[(k * (AGENTS + 1) + party) * PAIRS + pair])
                                .isCloseTo(beta, within(1e-12));
                    }
                }
                assertThat(seen).isEqualTo(start[k] - 1);
                for (int state = 0; state < STATES; state++) {
                    int at = k * PAIRS + state * 3;
                    assertThat(policy[at] + policy[at + 1] + policy[at + 2]).isCloseTo(1, within(1e-12));
                }
            }
            assertThat(Files.readAllLines(folder.resolve("run/episodes.csv")))
                    .hasSize(1 + PAIRS * (start.length + 1))
                    .first()
                    .isEqualTo(
                            "case,episode,start,mixing,stationary,state,action,visits,policy,kernelRadius,rewardRadius");
        }
        assertThat(folder.resolve("run/episodes-2.npz")).exists();
        assertThat(folder.resolve("run/episodes-3.npz")).doesNotExist();
    }

    /** Before the first round it is said when a mechanism first learns, and which never will. */
    @Test
    void theFirstUpdateIsSaidBeforeTheRun() throws IOException {
        List<String> heard = new ArrayList<>();
        run(heard);
        assertThat(heard).anyMatch(text -> text.matches("delta 0.03, .*, first update after round [0-9,]+ of 30,000"));
        assertThat(heard)
                .anyMatch(text -> text.matches(
                        "delta 0.0001, .*, no update: its first episode takes 1,799,924 rounds, and there are 30,000"));
        assertThat(heard.indexOf("simulation")).isGreaterThan(1);
    }

    /** A run of millions of rounds is heard of while it goes on, never backwards. */
    @Test
    void aLongRunIsHeardOfBeforeItEnds() throws IOException {
        Path file = folder.resolve("long.yaml");
        Files.writeString(file, """
                kind: mdp
                rounds: 5000000
                seeds: 2
                market: {kind: anything, agents: 2, states: 2, alpha: 0.1}
                mechanisms: [{delta: 0.03, zeta: 0.1}]
                """);
        List<Double> heard = new ArrayList<>();
        Progress progress = (phase, done, text) -> {
            if (phase.equals("simulation")) {
                heard.add(done);
            }
        };
        new Runner(progress)
                .run(Job.of(STUDY, Document.read(file, STUDY.schema(), List.of())), folder.resolve("long"), false);
        assertThat(heard).hasSizeGreaterThanOrEqualTo(8).isSorted().endsWith(1.0);
        assertThat(heard.get(0)).isBetween(0.0, 0.3);
    }
}
