package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dynama.cli.StudyExamples.Example;
import org.dynama.file.WholeFile;
import org.dynama.study.FolderLock;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.dynama.study.fixture.DiceStudy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every promise of the product, kept for every study that is listed, and for one that is nothing but listed. */
class StudyContractTest {
    private static final Studies STUDIES =
            new Studies(Stream.concat(Families.ALL.all().stream(), Stream.of(new DiceStudy()))
                    .toList());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Path> FINISHED = new LinkedHashMap<>();
    private static final Map<String, Map<String, String>> TABLE = new LinkedHashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path temporary;

    /** One promise, kept in a folder of its own. */
    private interface Promise {
        void hold(Study<?, ?> study, Example example, Path folder) throws Exception;
    }

    /** What a kill looks like from inside. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void checkpointAtEveryChance() {
        System.setProperty("dynama.checkpoint", "0");
    }

    @AfterEach
    void usualCheckpoints() {
        System.clearProperty("dynama.checkpoint");
        WholeFile.renameUnheard();
    }

    /** The table of all pairs, in the test's report. */
    @AfterAll
    static void printTheTable() {
        StringBuilder table = new StringBuilder(String.format("%n%-52s", "promise"));
        STUDIES.all().forEach(study -> table.append(String.format("%-11s", study.name())));
        TABLE.forEach((promise, pairs) -> {
            table.append(String.format("%n%-52s", promise));
            STUDIES.all().forEach(study -> table.append(String.format("%-11s", pairs.getOrDefault(study.name(), "-"))));
        });
        System.out.println(table.append(System.lineSeparator()));
    }

    @TestFactory
    Stream<DynamicTest> everyStudyKeepsEveryPromise() throws IOException {
        Map<String, Promise> promises = new LinkedHashMap<>();
        promises.put("two runs give equal bits", StudyContractTest::twoRunsGiveEqualBits);
        promises.put("killed at every file, resumed to equal bits", StudyContractTest::killedAtEveryFile);
        promises.put("its own spec.yaml gives equal bits elsewhere", StudyContractTest::itsOwnSpecRunsAgain);
        promises.put("whatever is changed is refused by name", StudyContractTest::whateverIsChangedIsRefused);
        promises.put("--json alone on standard output", StudyContractTest::jsonStandsAlone);
        promises.put("a wrong key is refused, nothing is written", StudyContractTest::aWrongKeyIsRefused);
        promises.put("a sweep goes on where it was killed", StudyContractTest::aSweepGoesOn);
        promises.put("a sweep sees that a file has changed", StudyContractTest::aSweepSeesAChangedFile);
        promises.put("report of one and of two", StudyContractTest::reportsOfOneAndOfTwo);
        promises.put("verify recomputes the record", StudyContractTest::verifyHoldsAndSeesAnEdit);
        promises.put("exit status, page and JSON tell one verdict", StudyContractTest::oneVerdict);
        promises.put("--force leaves nothing stale", StudyContractTest::forceLeavesNothingStale);
        promises.put("no second process, with --force too", StudyContractTest::noSecondProcess);
        promises.put("another study's spec is one sentence", StudyContractTest::anotherStudysSpecIsOneSentence);
        Map<String, Example> examples = StudyExamples.all();
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, Promise> promise : promises.entrySet()) {
            for (Study<?, ?> study : STUDIES.all()) {
                String name = promise.getKey() + ": " + study.name();
                tests.add(DynamicTest.dynamicTest(name, () -> {
                    Map<String, String> row = TABLE.computeIfAbsent(promise.getKey(), key -> new LinkedHashMap<>());
                    row.put(study.name(), "RED");
                    assertThat(examples)
                            .as("every listed study needs an example")
                            .containsKey(study.name());
                    Path folder = Files.createDirectories(temporary.resolve(name.replaceAll("[^a-z0-9]+", "-")));
                    promise.getValue().hold(study, examples.get(study.name()), folder);
                    row.put(study.name(), "green");
                }));
            }
        }
        return tests.stream();
    }

    private static Console run(String... args) {
        return Console.run(STUDIES, args);
    }

    /** A finished run in a folder, with its spec beside it: a copy of the first one, which took its time. */
    private static Path ran(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path first = FINISHED.get(study.name());
        if (first == null) {
            first = fresh(study, example, folder.resolveSibling("finished-" + study.name()));
            FINISHED.put(study.name(), first);
        }
        example.write(folder.resolve("spec"));
        Path out = folder.resolve("run");
        // Folders come before what is in them, and the outermost is made by the copy itself.
        try (Stream<Path> files = Files.walk(first)) {
            for (Path file : files.toList()) {
                Files.copy(file, out.resolve(first.relativize(file).toString()));
            }
        }
        return out;
    }

    private static Path fresh(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path out = folder.resolve("run");
        Path spec = example.write(folder.resolve("spec"));
        Console console = run(study.name(), spec.toString(), "--out", out.toString(), "--quiet");
        assertThat(console.status()).as(console.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        return out;
    }

    private static void twoRunsGiveEqualBits(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path one = ran(study, example, folder.resolve("1"));
        Path two = fresh(study, example, folder.resolve("2"));
        assertThat(RunEssence.of(two))
                .isEqualTo(RunEssence.of(one))
                .containsKeys("result.json", "spec.yaml", "report.html");
    }

    /**
     * Every file is killed at: at its first, its second and its last rename, since a run renews some a hundred times; of pictures the
     * first and the last.
     */
    private static void killedAtEveryFile(Study<?, ?> study, Example example, Path folder) throws IOException {
        Map<String, String> whole = RunEssence.of(ran(study, example, folder));
        String spec = folder.resolve("spec/small.yaml").toString();
        List<String> renames = new ArrayList<>();
        WholeFile.beforeEveryRename(file -> renames.add(file.getFileName().toString()));
        Console all = run(study.name(), spec, "--out", folder.resolve("whole").toString(), "--quiet");
        WholeFile.renameUnheard();
        assertThat(all.status()).as(all.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        for (int kill = 1; kill <= renames.size(); kill++) {
            String file = renames.get(kill - 1);
            List<String> before = renames.subList(0, kill - 1);
            boolean isRenewed =
                    before.indexOf(file) != before.lastIndexOf(file) && renames.lastIndexOf(file) != kill - 1;
            if (isRenewed || isOneOfManyPictures(file, before, renames.subList(kill, renames.size()))) {
                continue;
            }
            Path out = folder.resolve("killed-" + kill);
            AtomicInteger left = new AtomicInteger(kill);
            WholeFile.beforeEveryRename(any -> {
                if (left.decrementAndGet() == 0) {
                    throw new Killed();
                }
            });
            Console first = run(study.name(), spec, "--out", out.toString(), "--quiet");
            WholeFile.renameUnheard();
            assertThat(left.get()).isNotPositive();
            assertThat(first.status()).isEqualTo(Main.FAILED);
            // Before a run appears nothing is there: the same command begins it again.
            Console again = Files.exists(out)
                    ? run(study.name(), "--resume", out.toString(), "--quiet")
                    : run(study.name(), spec, "--out", out.toString(), "--quiet");
            assertThat(again.status())
                    .as("rename %d, of %s: %s", kill, file, again.err())
                    .isIn(Main.DONE, Main.CHECK_FAILED);
            assertThat(RunEssence.of(out))
                    .as("killed at rename %d, of %s", kill, file)
                    .isEqualTo(whole);
        }
    }

    /** Whether pictures of its kind come before and after: a page may have dozens, which are written alike. */
    private static boolean isOneOfManyPictures(String file, List<String> before, List<String> after) {
        return Stream.of(".svg", ".png")
                .filter(file::endsWith)
                .anyMatch(kind -> before.stream().anyMatch(name -> name.endsWith(kind))
                        && after.stream().anyMatch(name -> name.endsWith(kind)));
    }

    private static void itsOwnSpecRunsAgain(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path one = ran(study, example, folder);
        Files.delete(folder.resolve("spec/small.yaml"));
        Path again = folder.resolve("again");
        Console console = run(study.name(), one.resolve("spec.yaml").toString(), "--out", again.toString(), "--quiet");
        assertThat(console.status()).as(console.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        assertThat(RunEssence.of(again)).isEqualTo(RunEssence.of(one));
    }

    /** A run that is killed when its record is written, with all its checkpoints. */
    private static Path unfinished(Study<?, ?> study, Example example, Path folder, int number) throws IOException {
        Path out = folder.resolve("unfinished-" + number);
        WholeFile.beforeEveryRename(name -> {
            if (name.endsWith("result.json")) {
                throw new Killed();
            }
        });
        run(study.name(), example.write(folder).toString(), "--out", out.toString(), "--quiet");
        WholeFile.renameUnheard();
        return out;
    }

    private static void whateverIsChangedIsRefused(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path first = unfinished(study, example, folder, 0);
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(first)) {
            files.filter(Files::isRegularFile)
                    .map(file -> first.relativize(file).toString())
                    // Nothing goes on from what is left for those who watch.
                    .filter(name -> !name.matches("checkpoint.(live.csv|status.json)"))
                    .filter(name -> name.startsWith("checkpoint") || name.matches("(spec.yaml|manifest.json|market.*)"))
                    .forEach(names::add);
        }
        try (Stream<Path> inputs = Files.list(first)) {
            inputs.map(file -> file.getFileName().toString())
                    .filter(name -> !example.input().isEmpty() && name.endsWith(".json") && !names.contains(name))
                    .filter(name -> !List.of("mechanism.json", "evaluation.json", "world.json")
                            .contains(name))
                    .forEach(names::add);
        }
        assertThat(names).contains("spec.yaml", "manifest.json");
        for (int k = 0; k < names.size(); k++) {
            Path out = unfinished(study, example, folder, k + 1);
            Path file = out.resolve(names.get(k));
            String text = Files.readString(file);
            int digit = text.length() - 1;
            while (!Character.isDigit(text.charAt(digit))) {
                digit--;
            }
            char other = text.charAt(digit) == '1' ? '2' : '1';
            Files.writeString(file, text.substring(0, digit) + other + text.substring(digit + 1));
            Console console = run(study.name(), "--resume", out.toString(), "--quiet");
            assertThat(console.status()).as(names.get(k) + console.err()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(console.err()).contains(file.getFileName().toString());
            Files.writeString(file, text);
            assertThat(run(study.name(), "--resume", out.toString(), "--quiet").status())
                    .as(names.get(k))
                    .isIn(Main.DONE, Main.CHECK_FAILED);
        }
    }

    private static void jsonStandsAlone(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path out = folder.resolve("run");
        Console console = run(study.name(), example.write(folder).toString(), "--out", out.toString(), "--json");
        assertThat(console.out()).isEqualTo(Files.readString(out.resolve("result.json")));
        assertThat(JSON.readTree(console.out()).path("command").asText()).isEqualTo(study.name());
        assertThat(console.err()).contains("Report: ");
    }

    private static void aWrongKeyIsRefused(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path out = folder.resolve("run");
        Console console =
                run(study.name(), example.write(folder).toString(), "--out", out.toString(), "--set", "sede=1");
        assertThat(console.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(console.err())
                .contains("sede")
                .contains("is not a known key")
                .doesNotContain("at org.dynama");
        assertThat(console.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    private static Console swept(Example example, Path folder, Path out) throws IOException {
        return run("sweep", example.write(folder).toString(), "--out", out.toString(), "--set", example.swept());
    }

    private static void aSweepGoesOn(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path whole = folder.resolve("whole");
        Console first = swept(example, folder, whole);
        assertThat(first.status()).as(first.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        assertThat(first.err()).contains("2 of 2 cells are done");
        Path out = folder.resolve("killed");
        AtomicInteger pages = new AtomicInteger();
        WholeFile.beforeEveryRename(name -> {
            // The second cell's page: its record is there, and its page is not.
            if (name.endsWith("report.html")
                    && !name.getParent().equals(out.toAbsolutePath())
                    && pages.incrementAndGet() == 2) {
                throw new Killed();
            }
        });
        swept(example, folder, out);
        WholeFile.renameUnheard();
        Console second = swept(example, folder, out);
        assertThat(second.status()).as(second.err()).isEqualTo(first.status());
        assertThat(second.err()).contains("1 of them done before");
        Map<String, String> expected = RunEssence.of(whole);
        Map<String, String> found = RunEssence.of(out);
        assertThat(found).isEqualTo(expected);
        assertThat(swept(example, folder, out).err()).contains("2 of them done before");
    }

    private static void aSweepSeesAChangedFile(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path out = folder.resolve("sweep");
        swept(example, folder, out);
        if (example.input().isEmpty()) {
            Console other = run(
                    "sweep",
                    folder.resolve("small.yaml").toString(),
                    "--out",
                    out.toString(),
                    "--set",
                    example.swept(),
                    "--set",
                    "seed=17");
            assertThat(other.status()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(other.err()).contains("another spec");
            return;
        }
        Files.writeString(folder.resolve(StudyExamples.INPUT), example.otherInput());
        assertThat(example.otherInput()).isNotEqualTo(example.input());
        Console console = run(
                "sweep", folder.resolve("small.yaml").toString(), "--out", out.toString(), "--set", example.swept());
        assertThat(console.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(console.err()).contains(StudyExamples.INPUT);
    }

    private static void reportsOfOneAndOfTwo(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path one = ran(study, example, folder.resolve("1"));
        Path two = ran(study, example, folder.resolve("2"));
        Path page = folder.resolve("page.html");
        Files.delete(one.resolve("report.html"));
        assertThat(run("report", one.toString()).status()).isEqualTo(Main.DONE);
        assertThat(one.resolve("report.html"))
                .content()
                .contains("How it was made")
                .contains("scripts/dynama");
        Console console =
                run("report", one.toString(), two.toString(), folder.toString(), "--out", page.toString(), "--json");
        assertThat(console.status()).as(console.err()).isEqualTo(Main.DONE);
        assertThat(JSON.readTree(console.out()).path("report").asText()).isEqualTo(page.toString());
        assertThat(console.err()).contains("Left out: " + folder + " holds no run");
        assertThat(page).content().contains("Comparison of 2 runs").contains(study.name());
        assertThat(run("report", folder.toString()).status()).isEqualTo(Main.INPUT_AT_FAULT);
    }

    private static void verifyHoldsAndSeesAnEdit(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path out = ran(study, example, folder);
        Console console = run("verify", out.toString(), "--json");
        assertThat(console.status()).as(console.err()).isEqualTo(Main.DONE);
        JsonNode verification = JSON.readTree(console.out()).get(0);
        assertThat(verification.path("holds").asBoolean()).isTrue();
        assertThat(verification.path("checks")).isNotEmpty();
        assertThat(verification.path("about").has("not re-checked")).isTrue();
        Path result = out.resolve("result.json");
        ObjectNode record = (ObjectNode) JSON.readTree(result.toFile());
        record.put("seed", record.path("seed").asLong() + 1);
        Files.writeString(result, record.toString());
        assertThat(run("verify", out.toString()).status()).isEqualTo(Main.CHECK_FAILED);
    }

    private static void oneVerdict(Study<?, ?> study, Example example, Path folder) throws IOException {
        List<String> overrides =
                study.name().equals("dice") ? List.of("tolerance=100", "tolerance=0") : List.of("seed=1");
        for (String override : overrides) {
            Path out = folder.resolve(override);
            Console console =
                    run(study.name(), example.write(folder).toString(), "--out", out.toString(), "--set", override);
            JsonNode soundness =
                    JSON.readTree(out.resolve("result.json").toFile()).path("soundness");
            String verdict = soundness.path("verdict").asText();
            assertThat(verdict).isIn("holds", "fails", "not tested");
            assertThat(console.status()).isEqualTo(verdict.equals("fails") ? Main.CHECK_FAILED : Main.DONE);
            String page = Files.readString(out.resolve("report.html"));
            assertThat(page.contains("class=\"warning\"")).isEqualTo(verdict.equals("fails"));
            for (JsonNode check : soundness.path("checks")) {
                assertThat(console.err()).contains(check.path("status").asText());
            }
        }
    }

    private static void forceLeavesNothingStale(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path out = ran(study, example, folder);
        Map<String, String> whole = RunEssence.of(out);
        for (String stale : List.of("profiles.npy", "quote.json", "certificate.json", "checkpoint/search.json")) {
            Files.createDirectories(out.resolve(stale).getParent());
            Files.writeString(out.resolve(stale), "stale");
        }
        Files.writeString(out.resolve("notes.txt"), "the user's own");
        Console console = run(
                study.name(),
                folder.resolve("spec/small.yaml").toString(),
                "--out",
                out.toString(),
                "--force",
                "--quiet");
        assertThat(console.status()).as(console.err()).isIn(Main.DONE, Main.CHECK_FAILED);
        assertThat(out.resolve("notes.txt")).exists();
        Files.delete(out.resolve("notes.txt"));
        assertThat(RunEssence.of(out)).isEqualTo(whole);
    }

    private static void noSecondProcess(Study<?, ?> study, Example example, Path folder) throws IOException {
        Path out = ran(study, example, folder);
        Map<String, String> whole = RunEssence.of(out);
        FolderLock lock = FolderLock.take(out);
        try {
            Console console =
                    run(study.name(), folder.resolve("spec/small.yaml").toString(), "--out", out.toString(), "--force");
            assertThat(console.status()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(console.err()).contains("is in use");
        } finally {
            lock.release();
        }
        assertThat(RunEssence.of(out)).isEqualTo(whole);
    }

    private static void anotherStudysSpecIsOneSentence(Study<?, ?> study, Example example, Path folder)
            throws IOException {
        Path spec = example.write(folder);
        for (Study<?, ?> other : STUDIES.all()) {
            if (other.takesOthers()) {
                continue;
            }
            Console console = run(
                    other.name(),
                    spec.toString(),
                    "--out",
                    folder.resolve(other.name()).toString());
            boolean shared = other == study
                    || (study.name().equals("search") && other.name().equals("smoothing"));
            if (!shared) {
                assertThat(console.status()).as(other.name()).isEqualTo(Main.INPUT_AT_FAULT);
                assertThat(console.err().strip())
                        .contains("is a spec of " + study.name())
                        .doesNotContain("\n");
                assertThat(folder.resolve(other.name())).doesNotExist();
            }
        }
    }
}
