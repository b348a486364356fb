package org.dynama.learned.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.learned.LearnStudy;
import org.dynama.page.Numbers;
import org.dynama.study.Audits;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.Soundness;
import org.dynama.study.StoredRun;
import org.dynama.study.Table;
import org.dynama.world.file.MarketplaceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A unit of money is a choice of words: dollars or cents, the same mechanism, the same verdicts. */
class LearnUnitTest {
    private static final LearnStudy STUDY = new LearnStudy();
    private static final String TRAINING =
            "training: {steps: 8, width: 8, policyWidth: 4, policies: 2, initialTypes: 4, futures: 4}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Amounts of money are in bars. */
    static List<String> worlds() {
        return List.of(
                "{kind: bandit-auction, periods: 2, types: {values: [|1|, |2|, |3|]}, costs: [[|0.5|]]}",
                "{kind: bandit-auction, agents: 2, goods: 2, periods: 1, types: {low: |0|, high: |5|, mean: |2.5|,"
                        + " deviation: |0.1|}}",
                "{kind: bandit-auction, periods: 1, types: {low: |0|, high: |1|}}",
                "{kind: fixed-sales, agents: 2, periods: 2, types: {low: |0|, high: |1|}}",
                "{kind: habit-service, periods: 2, types: {values: [|-1|, |2|]}, allocation: lottery}",
                "{kind: habit-service, agents: 2, periods: 2, types: {low: |0|, high: |1|}, costs: [[|0.1|], [|0|]]}",
                "{kind: fixed-sales, agents: 2, periods: 2, types: {values: [|1|, |2|]}, allocation: lottery}",
                "{kind: bandit-auction, agents: 2, periods: 2, types: {values: [|1|, |2|]}, allocation: lottery}");
    }

    private static String times(String world, double factor) {
        String[] parts = world.split("\\|", -1);
        for (int k = 1; k < parts.length; k += 2) {
            parts[k] = Double.toString(Double.parseDouble(parts[k]) * factor);
        }
        return "world: " + String.join("", parts) + "\n";
    }

    private StoredRun<LearnRecord> learn(String name, String text) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, text + "name: same\nevaluation: {starts: 2, steps: 2}\n");
        Job<LearnRecord> job = Job.of(STUDY, Document.read(file, STUDY.schema(), List.of()));
        return new Runner(Progress.SILENT).run(job, folder.resolve(name), false);
    }

    private static List<Double> amounts(StoredRun<LearnRecord> run, double factor) {
        LearnRecord record = run.record();
        List<Double> all = Arrays.stream(LearnRecord.Mechanism.class.getRecordComponents())
                .filter(part -> part.getType() == double.class)
                .map(part -> {
                    try {
                        return (Double) part.getAccessor().invoke(record.mechanism()) * factor;
                    } catch (ReflectiveOperationException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .collect(Collectors.toList());
        Optional.ofNullable(record.mechanism().exploitabilityAtMost()).ifPresent(most -> all.add(most * factor));
        record.baselines().profits().values().forEach(profit -> all.add(profit * factor));
        record.agents().forEach(agent -> agent.best().stream().forEach(best -> all.add(best * factor)));
        record.agents().forEach(agent -> agent.types().stream().forEach(type -> all.add(type * factor)));
        record.curves().forEach(point -> all.add(point.payment() * factor));
        Table.read(run.folder().file("trace.csv")).forEach(row -> all.add(row.number("profit") * factor));
        return all;
    }

    private static Object parameters(StoredRun<LearnRecord> run) {
        return Json.read(run.folder().file("mechanism.json"), LearnedMechanism.class)
                .parameters();
    }

    /**
     * Times a power of two, every amount is that times what it was, to the last bit, and the network is the same; times any factor,
     * but for rounding. What is proven is proven in decimals, and as good in any unit.
     */
    @ParameterizedTest
    @MethodSource("worlds")
    void aFactorChangesAmountsOnly(String world) throws IOException {
        StoredRun<LearnRecord> one = learn("one", times(world, 1) + TRAINING);
        StoredRun<LearnRecord> power = learn("power", times(world, 0x1p-31) + TRAINING);
        assertThat(amounts(power, 1)).isEqualTo(amounts(one, 0x1p-31));
        assertThat(parameters(power)).isEqualTo(parameters(one));
        assertThat(power.record().setting().accepted())
                .isEqualTo(one.record().setting().accepted());
        isSame(learn("more", times(world, 1e9) + TRAINING), one, 1e9);
    }

    /** A market's file in other money is the same market: its amounts are those of the spec that it was written out from. */
    @ParameterizedTest
    @CsvSource({"4, 1e-9", "6, 1e9", "7, 1e-9"})
    void marketsFromFilesHaveNoUnitEither(int which, double factor) throws IOException {
        StoredRun<LearnRecord> one = learn("one", times(worlds().get(which), 1) + TRAINING);
        Document spec = Document.parse("x.yaml", times(worlds().get(which), factor), STUDY.schema(), List.of());
        Files.writeString(
                folder.resolve("market.json"),
                MarketplaceText.of(STUDY.ofKind(spec).market()));
        isSame(learn("file", "world: {file: market.json}\n" + TRAINING), one, factor);
    }

    private static void isSame(StoredRun<LearnRecord> other, StoredRun<LearnRecord> one, double factor) {
        isClose(amounts(other, 1 / factor), amounts(one, 1), 1e-9);
        Certified proven = one.record().certified();
        Certified again = other.record().certified();
        assertThat(again == null).isEqualTo(proven == null);
        if (proven != null && again != null) {
            assertThat(again.profit() / factor).isCloseTo(proven.profit(), within(1e-5));
            assertThat(again.distance()).isCloseTo(proven.distance(), within(1e-5));
        }
    }

    private static void isClose(List<Double> found, List<Double> expected, double tolerance) {
        assertThat(found).hasSameSizeAs(expected);
        for (int k = 0; k < expected.size(); k++) {
            assertThat(found.get(k)).isCloseTo(expected.get(k), within(tolerance));
        }
    }

    /** In any unit the verdicts of learning, of bisection and of an audit are the same. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e9})
    void verdictsDoNotDependOnTheUnit(double factor) throws IOException {
        String world = worlds().get(0);
        String text = TRAINING + "outer: {kind: bisection}\n";
        StoredRun<LearnRecord> one = learn("one", times(world, 1) + text);
        StoredRun<LearnRecord> other = learn("other", times(world, factor) + text);
        isClose(amounts(other, 1 / factor), amounts(one, 1), 1e-9);
        assertThat(other.record().setting().accepted())
                .isEqualTo(one.record().setting().accepted());
        for (double tolerance : new double[] {1e-9, 1e9}) {
            assertThat(audited("other", tolerance, factor)).isEqualTo(audited("one", tolerance, factor));
        }
    }

    private String audited(String name, double tolerance, double factor) {
        Path mechanism = folder.resolve(name).resolve("mechanism.json");
        Job<LearnRecord> job = STUDY.audit(mechanism, new Audits.Effort(null, null, tolerance), List.of());
        return new Runner(Progress.SILENT)
                .run(job, folder.resolve(name + "-" + tolerance + "-" + factor), false)
                .soundness()
                .verdict();
    }

    /** A bisection whose targets are close from the start trains for one of them: it has no network before. */
    @Test
    void aBisectionTrainsOnceAtLeast() throws IOException {
        StoredRun<LearnRecord> run =
                learn("small", times(worlds().get(0), 0.01) + TRAINING + "outer: {kind: bisection, interval: 0.1}\n");
        assertThat(Table.read(run.folder().file("trace.csv"))).hasSize(8);
    }

    /** A page says how it was made in one order, and leaves its record as it was. */
    @Test
    void aPageHasOneOrderAndChangesNothing() throws IOException {
        StoredRun<LearnRecord> run = learn("ordered", times(worlds().get(0), 1) + TRAINING);
        Map<String, Double> before = run.record().baselines().profits();
        assertThat(STUDY.view(run.record(), run.folder()).making().keySet())
                .containsExactly("training", "the nearest truthful mechanism", "time");
        assertThat(run.record().baselines().profits()).isEqualTo(before);
    }

    /** What lies gain is said from both sides where one agent reports once, to four digits, in record, page and audit. */
    @Test
    void gainsOnAGridStandBesideTheirBound() throws IOException {
        StoredRun<LearnRecord> run = learn("grid", times(worlds().get(2), 1) + TRAINING);
        LearnRecord.Mechanism found = run.record().mechanism();
        assertThat(found.exploitabilityAtMost()).isGreaterThanOrEqualTo(found.exploitability());
        assertThat(Files.readString(run.folder().file("report.html")))
                .contains("exploitability, at most", "at least " + Numbers.plain(found.exploitability()))
                .contains("), at most " + Numbers.plain(found.exploitabilityAtMost()));
        assertThat(run.soundness().checks().get(0).says()).contains("reports; at most ");
        assertThat(STUDY.columns(run.record()).get("exploitabilityAtMost"))
                .hasToString("" + found.exploitabilityAtMost());
    }

    /** A grid shows no more than what lies gain at least: an audit rests on the bound, and says where only that is too much. */
    @Test
    void anAuditRestsOnTheBound() throws IOException {
        LearnRecord.Mechanism found =
                learn("one", times(worlds().get(2), 1) + TRAINING).record().mechanism();
        double most = Objects.requireNonNull(found.exploitabilityAtMost());
        assertThat(most).isGreaterThan(found.exploitability());
        Soundness.Check between = gain((most + found.exploitability()) / 2 / found.welfare());
        assertThat(between.fails()).isTrue();
        assertThat(between.says()).contains("reports; at most ", ": the bound is more than the tolerance of ");
        assertThat(gain(0.999 * found.exploitability() / found.welfare()).says())
                .contains("reports; at most ")
                .doesNotContain("the bound is");
        Soundness.Check above = gain(1.001 * most / found.welfare());
        assertThat(above.fails()).isFalse();
        assertThat(above.value()).isEqualTo(most);
    }

    private Soundness.Check gain(double tolerance) {
        Job<LearnRecord> job =
                STUDY.audit(folder.resolve("one/mechanism.json"), new Audits.Effort(null, null, tolerance), List.of());
        return new Runner(Progress.SILENT)
                .run(job, folder.resolve("audit-" + tolerance), false)
                .soundness()
                .checks()
                .get(0);
    }
}
