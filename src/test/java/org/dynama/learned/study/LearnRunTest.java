package org.dynama.learned.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.learned.LearnStudy;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.study.Audits;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnRunTest {
    private static final String WORLD = "world: {kind: bandit-auction, periods: 2}\n";
    private static final String SMALL = WORLD + "training: {steps: 12, width: 8, policyWidth: 4, policies: 2}\n";
    private static final LearnStudy STUDY = new LearnStudy();

    @TempDir
    Path folder;

    @AfterEach
    void usualCheckpoints() {
        System.clearProperty("dynama.checkpoint");
    }

    private Job<LearnRecord> job(String text, String... overrides) throws IOException {
        Path file = folder.resolve("spec.yaml");
        Files.writeString(file, text);
        return Job.of(STUDY, Document.read(file, STUDY.schema(), List.of(overrides)));
    }

    private StoredRun<LearnRecord> run(String name, Job<?> job) {
        @SuppressWarnings("unchecked")
        Job<LearnRecord> learned = (Job<LearnRecord>) job;
        return new Runner(Progress.SILENT).run(learned, folder.resolve(name), false);
    }

    /** Stopped after some steps, as by a kill. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Path killed(String name, Job<LearnRecord> job, String inPhase) {
        System.setProperty("dynama.checkpoint", "0");
        Progress killing = (phase, done, text) -> {
            if (phase.equals(inPhase) && done >= 0.5) {
                throw new Killed();
            }
        };
        assertThatThrownBy(() -> new Runner(killing).run(job, folder.resolve(name), false))
                .isInstanceOf(Killed.class);
        return folder.resolve(name);
    }

    @Test
    void killedRunGoesOnToTheSameMechanism() throws IOException {
        StoredRun<LearnRecord> whole = run("whole", job(SMALL));
        Path killed = killed("killed", job(SMALL), "training");
        LearnRecord resumed = new Runner(Progress.SILENT).resume(STUDY, killed).record();
        assertThat(resumed.mechanism()).isEqualTo(whole.record().mechanism());
        for (String name : List.of("mechanism.json", "trace.csv")) {
            assertThat(killed.resolve(name))
                    .hasSameTextualContentAs(whole.folder().file(name));
        }
        assertThat(killed.resolve("checkpoint")).doesNotExist();
        assertThat(killed.resolve("report.html"))
                .content()
                .contains("the mechanism", "baselines", "Learning", "Where lies still pay");
    }

    /** Where exact best responses cannot be had, starts that are asked for are chosen by what their own reporters leave. */
    @Test
    void startsAreChosenByEpisodes() throws IOException {
        String text = """
            world: {kind: fixed-sales, agents: 2, periods: 2, types: uniform}
            training: {steps: 12, width: 8, policyWidth: 4, policies: 2, starts: 2, pilot: 4, initialTypes: 4, futures: 4}
            evaluation: {starts: 1, steps: 1, rebate: 0}
            """;
        StoredRun<LearnRecord> whole = run("episodes", job(text));
        assertThat(whole.record().setting().notes())
                .anyMatch(note -> note.contains("training: of 2 starts, which left"));
        List<String> trace = Files.readAllLines(whole.folder().file("trace.csv"));
        assertThat(trace.subList(1, trace.size()))
                .hasSize(4 + 12)
                .allMatch(row -> row.matches(".*,[-0-9.E]+,[-0-9.E]+"));
        LearnRecord resumed = new Runner(Progress.SILENT)
                .resume(STUDY, killed("episodes-killed", job(text), "training"))
                .record();
        assertThat(resumed.mechanism()).isEqualTo(whole.record().mechanism());
        String dear = "world: {kind: bandit-auction, agents: 2, goods: 2, types: discrete}\n";
        assertThatThrownBy(() -> job(dear, "training.starts=2", "training.reporters=exact"))
                .hasMessageContaining("training.starts")
                .hasMessageContaining("Maybe training.starts: 1, or training.reporters: trained.");
    }

    /** The training for one good comes first: a kill in it, or after it, repeats none of its steps that was stored. */
    @Test
    void theTrainingForOneGoodIsNotRepeated() throws IOException {
        String several = """
            world: {kind: bandit-auction, agents: 2, goods: 2, periods: 1}
            training: {oneGood: 10, steps: 6, width: 8, policyWidth: 4, policies: 2}
            evaluation: {oracle: false}
            """;
        StoredRun<LearnRecord> whole = run("whole", job(several));
        for (String phase : List.of("training for one good", "training")) {
            Path killed = killed(phase.replace(' ', '-'), job(several), phase);
            List<Double> first = new ArrayList<>();
            Progress listening = (at, done, text) -> {
                if (at.equals("training for one good")) {
                    first.add(done);
                }
            };
            LearnRecord resumed = new Runner(listening).resume(STUDY, killed).record();
            // Killed in the middle of its two starts, or after both.
            assertThat(first).allMatch(done -> done >= 0.5).hasSizeLessThanOrEqualTo(phase.equals("training") ? 0 : 11);
            assertThat(resumed.mechanism()).isEqualTo(whole.record().mechanism());
            assertThat(killed.resolve("trace.csv"))
                    .hasSameTextualContentAs(whole.folder().file("trace.csv"));
        }
    }

    @Test
    void storedMechanismIsMeasuredTheSame() throws IOException {
        StoredRun<LearnRecord> learned = run("learned", job(SMALL));
        Path mechanism = learned.folder().file("mechanism.json");
        assertThat(STUDY.stores(Json.read(mechanism, JsonNode.class))).isTrue();
        StoredRun<LearnRecord> again = run("again", STUDY.evaluation(mechanism, null, List.of()));
        assertThat(again.record().mechanism()).isEqualTo(learned.record().mechanism());
        assertThat(again.record().header().command()).isEqualTo("evaluate");
        assertThat(new Studies(List.of(STUDY)).stored(folder.resolve("again")).record())
                .isEqualTo(again.record());
        assertThatThrownBy(() -> STUDY.evaluation(mechanism, null, List.of("world.agents=2")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("would change the world");
        assertThatThrownBy(() -> STUDY.evaluation(mechanism, folder, List.of()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--profiles does not apply to learned mechanisms");
    }

    /** What agents have of their own is stored with the mechanism, and told apart in what they get. */
    @Test
    void agentsWhoDifferAreStoredAsTheyAre() throws IOException {
        String own = "agents: 2, own: [{initial: [0.5, 0.5, 0], rate: 2}, {}], allocation: lottery, periods: 2";
        StoredRun<LearnRecord> learned = run("learned", job(SMALL.replace("periods: 2", own)));
        assertThat(learned.record().setting().world()).contains("types of their own in 3 values");
        assertThat(learned.record().agents().get(0).distribution()).isEqualTo(Reals.of(0.5, 0.5, 0));
        assertThat(learned.record().agents().get(1).distribution().get(2)).isEqualTo(1.0 / 3);
        assertThat(learned.soundness().failures()).isEmpty();
        Path mechanism = learned.folder().file("mechanism.json");
        StoredRun<LearnRecord> again = run("again", STUDY.evaluation(mechanism, null, List.of()));
        assertThat(again.record().mechanism()).isEqualTo(learned.record().mechanism());
        assertThat(again.record().certified()).isEqualTo(learned.record().certified());
    }

    /** A mechanism and a record as they were written before agents were called agents. */
    @Test
    void earlierMechanismsAndRecordsStayReadable() throws IOException {
        StoredRun<LearnRecord> learned = run("learned", job(SMALL));
        Path old = Files.createDirectories(folder.resolve("old"));
        Files.copy(learned.folder().file("spec.yaml"), old.resolve("spec.yaml"));
        String mechanism = Files.readString(learned.folder().file("mechanism.json"));
        Files.writeString(
                old.resolve("mechanism.json"),
                mechanism.replace("\"agents\"", "\"buyers\"").replace("\"schema\" : 2", "\"schema\" : 1"));
        String record = Files.readString(learned.folder().file("result.json"))
                .replaceFirst("(?s)\"soundness\" : \\{.*?\\} \\]\\s*\\},", "")
                .replaceFirst("\"accepted\" : \\w+,", "")
                .replaceFirst("\"exploitabilityAtMost\" : null,", "");
        Map<String, String> names =
                Map.of("\"agents\"", "\"buyers\"", "\"baselines\"", "\"yardsticks\"", "\"distribution\"", "\"law\"");
        for (Map.Entry<String, String> name : names.entrySet()) {
            record = record.replace(name.getKey(), name.getValue());
        }
        Files.writeString(old.resolve("result.json"), record);
        StoredRun<?> read = new Studies(List.of(STUDY)).stored(old);
        assertThat(((LearnRecord) read.record()).agents())
                .isEqualTo(learned.record().agents());
        assertThat(((LearnRecord) read.record()).baselines())
                .isEqualTo(learned.record().baselines());
        assertThat(read.soundness().verdict()).isEqualTo("not tested");
        assertThat(run("again", STUDY.evaluation(old.resolve("mechanism.json"), null, List.of()))
                        .record()
                        .mechanism())
                .isEqualTo(learned.record().mechanism());
    }

    /** The tolerance of an audit is a share of welfare, and the one verdict. */
    @Test
    void anAuditHoldsGainsToAShareOfWelfare() throws IOException {
        Path mechanism = run("learned", job(SMALL)).folder().file("mechanism.json");
        StoredRun<LearnRecord> strict =
                run("strict", STUDY.audit(mechanism, new Audits.Effort(null, null, 1e-9), List.of()));
        assertThat(strict.soundness().verdict()).isEqualTo("fails");
        assertThat(strict.soundness().checks().get(0).allowed())
                .isEqualTo(1e-9 * strict.record().mechanism().welfare());
        assertThat(strict.soundness().failures().get(0))
                .startsWith("lies gain ")
                .contains("exact best responses");
        StoredRun<LearnRecord> lenient =
                run("lenient", STUDY.audit(mechanism, new Audits.Effort(null, null, 1e9), List.of()));
        assertThat(lenient.soundness().verdict()).isEqualTo("holds");
    }

    @Test
    void damagedAndForeignCheckpointsAreRefused() throws IOException {
        Path killed = killed("killed", job(SMALL), "training");
        Path checkpoint = killed.resolve("checkpoint").resolve("training.json");
        String good = Files.readString(checkpoint);
        Path other = killed("other", job(SMALL, "seed=2"), "training");
        Files.copy(other.resolve("checkpoint/training.json"), folder.resolve("foreign.json"));
        refused(killed, checkpoint, Files.readString(folder.resolve("foreign.json")), "belongs to another run");
        refused(killed, checkpoint, good.substring(0, good.length() / 2), "was edited or is damaged");
        refused(
                killed,
                checkpoint,
                good.replaceFirst("\"step\" : \\d+,\\s*\"low\"", "\"step\" : 99, \"low\""),
                "its digest is another");
        refused(
                killed,
                checkpoint,
                good.replaceFirst("(?s)\"trainer\" : \\{.*?\"accepted\"", "\"trainer\" : null, \"accepted\""),
                "its digest is another");
        Path manifest = killed.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"schema\" : 1", "\"schema\" : 99"));
        refused(killed, checkpoint, good, "was begun by version");
    }

    private static void refused(Path killed, Path checkpoint, String content, String why) throws IOException {
        Files.writeString(checkpoint, content);
        assertThatThrownBy(() -> new Runner(Progress.SILENT).resume(STUDY, killed))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
    }

    @Test
    void morePathsThanMemoryHoldsAreRefused() {
        assertThatThrownBy(() -> job("world: {kind: bandit-auction, types: continuous}\ntraining: {futures: 100000}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("training.futures = 100000 makes")
                .hasMessageContaining("paths a step");
    }

    private static String numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    /** What many values need is told before it is taken: 31 values and three periods would take 150 GB. */
    @Test
    void moreMemoryThanThereIsIsRefused() throws IOException {
        String values = numbers(31);
        String many = "world: {kind: bandit-auction, types: {values: [" + values + "]}}\n";
        assertThatThrownBy(() -> job(many))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("world.types = ")
                .hasMessageContaining("needs 139 GiB of memory in a training (1 GiB for movements and replies at all"
                        + " histories, 139 GiB for values of trained policies), and 8 GiB are for it")
                .hasMessageContaining("Maybe at most values: 19, or periods: 2.");
        assertThat(job(many.replace(values, numbers(19)))).isNotNull();
        assertThat(job(many, "training.reporters=exact")).isNotNull();
        assertThat(job(many.replace("auction", "auction, periods: 2"))).isNotNull();
        assertThatThrownBy(() -> job("world: {kind: bandit-auction, types: {values: [" + numbers(400) + "]}}\n"))
                .hasMessageContaining("GiB for movements of types along paths");
        String wide = "world: {kind: bandit-auction, goods: 2, periods: 1, types: {values: [" + numbers(200) + "]}}\n";
        assertThatThrownBy(() -> job(wide, "training.futures=1", "training.policies=1"))
                .hasMessageContaining("GiB for chances of reports along paths")
                .hasMessageContaining("GiB of memory for chances of reports in trained best responses");
    }

    /** Time, too: what takes more than a minute says about how much before it begins. */
    @Test
    void longTrainingsSayHowLongTheyAre() throws IOException {
        System.setProperty("dynama.checkpoint", "0");
        List<String> heard = new ArrayList<>();
        Progress listening = (phase, done, text) -> {
            heard.add(phase);
            if (phase.equals("training")) {
                throw new Killed();
            }
        };
        String text = SMALL.replace("steps: 12", "steps: 3000").replace("periods: 2", "periods: 3");
        assertThatThrownBy(() -> new Runner(listening).run(job(text), folder.resolve("long"), false))
                .isInstanceOf(Killed.class);
        assertThat(heard).contains("training of 3,000 steps, about 91 s on one core");
    }

    @Test
    void impossibleSettingsAreNamedAllAtOnce() {
        assertThatThrownBy(() -> job("world: {kind: bandit-auction, agents: 0}\ntraining: {steps: -1}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("world.agents = 0")
                .hasMessageContaining("training.steps = -1");
        assertThatThrownBy(() -> job("world: {kind: fixed-sales, goods: 2}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("goods = 2 must be 1");
        assertThatThrownBy(() -> job("world: {kind: bandit-auction, types: uniform, allocation: lottery}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("allocation = lottery needs discrete types");
    }

    /** What a key was called before is refused with its present name; what does not go together, with what does. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{kind: bandit-auction, buyers: 2} | world.buyers has another name now\n  It is called agents.",
                "{kind: bandit-auction, types: {low: 0}} | world.types = {low: 0} must be {values: [...]}, or {low,"
                        + " high}",
                "{kind: bandit-auction, types: {low: 0, high: 1, mean: 0.5}} | with or without {mean, deviation}",
                "{kind: bandit-auction, types: {values: [1, 2], low: 0, high: 1}} | world.types.low is not a known key",
                "{kind: bandit-auction, types: {low: 2, high: 1}} | low = 2.0 must be below high = 1.0",
                "{kind: bandit-auction, types: {values: [2, 1]}} | strictly increasing numbers",
                "{kind: bandit-auction, agents: 2, costs: [[1]]} | must be 2 * 1 finite numbers",
                "{kind: habit-service, rate: 7} | rate = 7.0 must lie in [0, 1]",
                "{kind: bandit-auction, agents: 2, own: [{}]} | own = 1 agents must be one for each of 2 agents",
                "{kind: bandit-auction, agents: 2, own: [{initial: [0.5, 0.5]}, {}]} | must be 3 probabilities",
                "{kind: bandit-auction, agents: 2, own: [{low: 1, high: 2}, {}]} | own chances of them are initial",
                "{kind: bandit-auction, types: uniform, agents: 2, own: [{low: 0, high: 2}, {}]} | among the world's",
                "{kind: bandit-auction, types: uniform, agents: 2, own: [{initial: [0.5, 0.5]}, {}]} | types fill an",
                "{kind: bandit-auction, types: uniform, agents: 2, own: [{mean: 0.5}, {}]} | deviation"
            })
    void wrongWorldsAreRefused(String example) {
        String[] parts = example.split(" \\| ", 2);
        assertThatThrownBy(() -> job("world: " + parts[0] + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(parts[1]);
    }

    /** Whatever a schema lets a user choose is there, and no kind runs as another one. */
    @Test
    void everyChoiceOfTheSchemaIsBuilt() throws IOException {
        Path file = folder.resolve("spec.yaml");
        Files.writeString(file, WORLD);
        int choices = 0;
        for (Schema.Key key : STUDY.schema().keys()) {
            for (String choice : key.allowed()) {
                LearnSpec spec = STUDY.read(Document.read(file, STUDY.schema(), List.of(key.path() + "=" + choice)));
                assertThat(spec.world().dynamics().kind())
                        .isEqualTo(key.path().equals("world.kind") ? choice : "bandit-auction");
                choices++;
            }
        }
        assertThat(choices).isGreaterThan(15);
    }

    @Test
    void tooManyHistoriesFallBackByName() throws IOException {
        String crowded = """
            world: {kind: bandit-auction, agents: 2, goods: 2, allocation: lottery}
            training: {steps: 1, width: 4, policyWidth: 2, policies: 1, futures: 2}
            evaluation: {starts: 1, steps: 1}
            """;
        assertThatThrownBy(() -> job(crowded, "evaluation.response=exact"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("this world has 43,046,721");
        assertThatThrownBy(() -> job(crowded, "training.reporters=exact"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("training.reporters");
        LearnRecord record = run("crowded", job(crowded)).record();
        assertThat(record.mechanism().responses().text()).isEqualTo("trained");
        assertThat(record.setting().notes()).anyMatch(note -> note.contains("trained ones are shown"));
    }
}
