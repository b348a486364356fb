package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.audit.Evaluation;
import org.dynama.model.Profiles;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations of more profiles than one part has. */
@Tag("slow")
class EvaluationCourseTest {
    private static final SearchStudy STUDY = new SearchStudy();
    private static final Path MECHANISM = Path.of("models/mechanisms/sequential-sales/mechanism.json");
    private static final int COUNT = 2 * EvaluationParts.OF_INDUCTION + 1000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void usualCheckpoints() {
        System.clearProperty("dynama.checkpoint");
    }

    @SuppressWarnings("unchecked") // an evaluation leaves a search's record
    private static Job<SearchRecord> job() {
        return (Job<SearchRecord>) STUDY.evaluation(
                MECHANISM,
                null,
                List.of(
                        "evaluation.profiles=" + COUNT,
                        "evaluation.solver=dp",
                        "evaluation.shareProfiles=0",
                        "evaluation.misreports=0"));
    }

    private SearchRecord evaluated(String name, Runner runner) {
        return runner.run(job(), folder.resolve(name), false).record();
    }

    private static void same(SearchRecord one, SearchRecord other) {
        assertThat(one.value()).isEqualTo(other.value());
        assertThat(one.course()).isEqualTo(other.course());
        assertThat(one.audit()).isEqualTo(other.audit());
    }

    /** Parts have the numbers of one batch, to rounding, and the same bits after a kill and on other machines. */
    @Test
    void partsAreOneEvaluation() {
        SearchRecord whole = evaluated("whole", new Runner(Progress.SILENT));
        Evaluation batch = batch();
        assertThat(whole.value().objective().profiles()).isEqualTo(COUNT);
        assertThat(whole.value().objective().mean())
                .isCloseTo(
                        batch.objective().mean(),
                        within(1e-11 * batch.objective().mean()));
        assertThat(whole.value().objective().standardError())
                .isCloseTo(
                        batch.objective().standardError(),
                        within(1e-9 * batch.objective().standardError()));
        assertThat(whole.course().revenue().vcg().stream()
                        .mapToInt(count -> count)
                        .sum())
                .isEqualTo(COUNT);
        same(killed(), whole);
        OtherMachines others = new OtherMachines();
        same(evaluated("there", new Runner(Progress.SILENT, others)), whole);
        assertThat(others.parts()).isEqualTo(3);
        assertThat(folder.resolve("there/evaluation.json"))
                .hasSameTextualContentAs(folder.resolve("whole/evaluation.json"));
        assertThat(folder.resolve("killed/evaluation.json"))
                .hasSameTextualContentAs(folder.resolve("whole/evaluation.json"));
    }

    private static Evaluation batch() {
        StoredMechanism stored = StoredMechanism.read(MECHANISM, STUDY.schema(), "batch", List.of());
        try (ExactSolvers exact = ExactSolvers.of(stored.spec(), 0)) {
            Profiles all = SearchRun.drawn(stored.spec(), COUNT);
            return exact.evaluation().ofDrawn().byDynamicPrograms(stored.parameters(), all, done -> {});
        }
    }

    private SearchRecord killed() {
        System.setProperty("dynama.checkpoint", "0");
        Path killed = folder.resolve("killed");
        Progress killer = (phase, done, text) -> {
            if (done > 0.7) {
                throw new SearchStudyCase.Killed();
            }
        };
        assertThatThrownBy(() -> new Runner(killer).run(job(), killed, false))
                .isInstanceOf(SearchStudyCase.Killed.class);
        Progress late = (phase, done, text) -> assertThat(phase.startsWith("dynamic") && done > 0 && done < 0.49)
                .isFalse();
        return new Runner(late).resumeEvaluation(STUDY, killed).record();
    }
}
