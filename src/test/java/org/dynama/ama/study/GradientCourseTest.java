package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.search.SearchStopped;
import org.dynama.config.Document;
import org.dynama.study.Job;
import org.dynama.study.PartsEngine;
import org.dynama.study.Progress;
import org.dynama.study.RunFolder;
import org.dynama.study.Runner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients that other machines compute. */
class GradientCourseTest {
    private static final SearchStudy STUDY = new SearchStudy();

    /** Steps of 300 profiles, which are three blocks, the last a part of one; two agents of unlike weights. */
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: 2, items: 2}
        optimizer: {kind: regularized-gradient, iterations: 3, profiles: 300, searchPoints: 4, starts: 1, weights: true}
        evaluation: {profiles: 500, shareProfiles: 0, misreports: 5}
        threads: 1
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Job<SearchRecord> job(String... sets) {
        return Job.of(STUDY, Document.parse("spec.yaml", SPEC, STUDY.schema(), List.of(sets)));
    }

    private SearchRecord run(String name, @Nullable PartsEngine others, List<String> said, String... sets) {
        Progress progress = (phase, done, text) -> said.add(text);
        return new Runner(progress, others)
                .run(job(sets), folder.resolve(name), false)
                .record();
    }

    private MechanismFile mechanism(String name) {
        return MechanismFile.read(RunFolder.existing(folder.resolve(name)).file(MechanismFile.NAME));
    }

    /** As many as steps take, whatever softens the policy; where steps are short, it is said that this does not pay. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"joint", "conditional"})
    void otherMachinesGiveTheBitsOfThisOne(String entropy) {
        String softened = "optimizer.entropy=" + entropy;
        SearchRecord here = run("here", null, new ArrayList<>(), softened);
        OtherMachines others = new OtherMachines();
        List<String> said = new ArrayList<>();
        SearchRecord there = run("there", others, said, softened, "optimizer.engine=remote");
        // Three tries of a step's size, three steps each, three blocks each; and the evaluation.
        assertThat(others.parts()).isEqualTo(3 * 3 * 3 + 1);
        assertThat(mechanism("there")).isEqualTo(mechanism("here"));
        assertThat(there.value()).isEqualTo(here.value());
        assertThat(said).anyMatch(text -> text.contains("too short for other machines: optimizer.engine: auto"));
    }

    /** Short steps stay here by themselves, and long ones where they are told to. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"auto", "local"})
    void shortStepsStayHere(String where) {
        OtherMachines others = new OtherMachines();
        run("run", others, new ArrayList<>(), "optimizer.engine=" + where);
        assertThat(others.parts()).as("parts of the evaluation").isEqualTo(1);
    }

    /** No other entropy is tried where machines are lost: the same search goes on with others, to the same bits. */
    @Test
    void aSearchOutlivesItsMachines() {
        run("whole", new OtherMachines(), new ArrayList<>(), "optimizer.engine=remote");
        assertThatThrownBy(() -> run("lost", new OtherMachines(10), new ArrayList<>(), "optimizer.engine=remote"))
                .isInstanceOf(SearchStopped.class)
                .hasMessageContaining("The machines are gone, in phase full table, start 2, step 1");
        new Runner(Progress.SILENT, new OtherMachines()).resume(STUDY, folder.resolve("lost"));
        assertThat(mechanism("lost")).isEqualTo(mechanism("whole"));
    }

    @Test
    void remoteNeedsMachinesAndDerivatives() {
        assertThatThrownBy(() -> run("none", null, new ArrayList<>(), "optimizer.engine=remote"))
                .hasMessage("optimizer.engine = remote needs other machines\n"
                        + "Maybe --engine, or optimizer.engine: auto.");
        assertThatThrownBy(() -> run(
                        "sobol",
                        new OtherMachines(),
                        new ArrayList<>(),
                        "optimizer.engine=remote",
                        "optimizer.kind=sobol"))
                .hasMessageContaining("has no effect: this search takes no derivatives");
    }
}
