package org.dynama.learned.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.study.InvalidRunException;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.learned.view.LearnPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnRunTest {
    private static final String WORLD = "world: {kind: bandit-auction, periods: 2}\n";
    private static final String SMALL = WORLD + "training: {steps: 12, width: 8, policyWidth: 4, policies: 2}\n";

    @TempDir
    Path folder;

    private LearnSpec spec(String text, String... overrides) throws IOException {
        Path file = folder.resolve("spec.yaml");
        Files.writeString(file, text);
        return LearnSpec.read(file, List.of(overrides));
    }

    private RunDirectory directory(String name) {
        return RunDirectory.create(folder.resolve(name), false);
    }

    /** Stopped after some steps, as by a kill. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Progress killedAt(double share) {
        return (phase, done, text) -> {
            if (phase.equals("training") && done >= share) {
                throw new Killed();
            }
        };
    }

    @Test
    void killedRunGoesOnToTheSameMechanism() throws IOException {
        LearnSpec spec = spec(SMALL);
        RunDirectory whole = directory("whole");
        LearnRecord record = new LearnRun(spec, whole, Progress.SILENT, 0).learn();
        RunDirectory killed = directory("killed");
        assertThatThrownBy(() -> new LearnRun(spec, killed, killedAt(0.5), 0).learn())
                .isInstanceOf(Killed.class);
        LearnRecord resumed =
                new LearnRun(LearnSpec.read(killed.spec(), List.of()), killed, Progress.SILENT, 0).learn();
        assertThat(resumed.mechanism()).isEqualTo(record.mechanism());
        assertThat(killed.mechanism()).hasSameTextualContentAs(whole.mechanism());
        assertThat(killed.trace()).hasSameTextualContentAs(whole.trace());
        assertThat(killed.path().resolve("checkpoint")).doesNotExist();
        assertThat(LearnPage.write(killed)).content().contains("What it earns", "Where lies still pay");
    }

    @Test
    void storedMechanismIsMeasuredTheSame() throws IOException {
        RunDirectory learned = directory("learned");
        LearnRecord record = new LearnRun(spec(SMALL), learned, Progress.SILENT).learn();
        assertThat(LearnedMechanism.isAt(learned.path())).isTrue();
        LearnedMechanism.Stored stored = LearnedMechanism.read(learned.path(), List.of());
        LearnRecord again = new LearnRun(stored.spec(), directory("again"), Progress.SILENT)
                .evaluate("evaluate", stored.parameters());
        assertThat(again.mechanism()).isEqualTo(record.mechanism());
        assertThatThrownBy(() -> LearnedMechanism.read(learned.path(), List.of("world.buyers=2")))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining("would change the world");
    }

    @Test
    void damagedAndForeignCheckpointsAreRefused() throws IOException {
        RunDirectory killed = directory("killed");
        LearnSpec spec = spec(SMALL);
        assertThatThrownBy(() -> new LearnRun(spec, killed, killedAt(0.5), 0).learn())
                .isInstanceOf(Killed.class);
        Path checkpoint = killed.path().resolve("checkpoint").resolve("learn.json");
        String good = Files.readString(checkpoint);
        refused(spec(SMALL, "seed=2"), killed, "belongs to another spec");
        Files.writeString(checkpoint, good.replaceFirst("\"schema\" : \\d+", "\"schema\" : 99"));
        refused(spec, killed, "has schema 99");
        Files.writeString(checkpoint, good.substring(0, good.length() / 2));
        refused(spec, killed, "is damaged");
        Files.writeString(checkpoint, good.replaceFirst("\"step\" : \\d+,\\s*\"low\"", "\"step\" : 99, \"low\""));
        refused(spec, killed, "its state has another digest");
        Files.writeString(
                checkpoint,
                good.replaceFirst("(?s)\"trainer\" : \\{.*?\"accepted\"", "\"trainer\" : null, \"accepted\""));
        refused(spec, killed, "its state has another digest");
    }

    @Test
    void morePathsThanMemoryHoldsAreRefused() {
        assertThatThrownBy(
                        () -> spec("world: {kind: bandit-auction, types: continuous}\ntraining: {futures: 100000}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("training.futures = 100000 makes")
                .hasMessageContaining("paths a step");
    }

    private static void refused(LearnSpec spec, RunDirectory directory, String why) {
        assertThatThrownBy(() -> new LearnRun(spec, directory, Progress.SILENT).learn())
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining(why);
    }

    @Test
    void impossibleSettingsAreNamedAllAtOnce() {
        assertThatThrownBy(() -> spec("world: {kind: bandit-auction, buyers: 0}\ntraining: {steps: -1}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("world.buyers = 0")
                .hasMessageContaining("training.steps = -1");
        assertThatThrownBy(() -> spec("world: {kind: fixed-sales, goods: 2}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("goods = 2 must be 1");
        assertThatThrownBy(() -> spec("world: {kind: bandit-auction, types: uniform, allocation: lottery}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("allocation = lottery needs discrete types");
    }

    @Test
    void tooManyHistoriesFallBackByName() throws IOException {
        String crowded = """
                world: {kind: bandit-auction, buyers: 2, goods: 2, allocation: lottery}
                training: {steps: 1, width: 4, policyWidth: 2, policies: 1, futures: 2}
                evaluation: {starts: 1, steps: 1}
                """;
        assertThatThrownBy(() -> spec(crowded, "evaluation.response=exact"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("this world has 43,046,721");
        assertThatThrownBy(() -> spec(crowded, "training.reporters=exact"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("training.reporters");
        LearnRecord record = new LearnRun(spec(crowded), directory("crowded"), Progress.SILENT).learn();
        assertThat(record.mechanism().responses()).isEqualTo("trained");
        assertThat(record.notes()).anyMatch(note -> note.contains("trained ones are shown"));
    }
}
