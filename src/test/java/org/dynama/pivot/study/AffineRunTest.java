package org.dynama.pivot.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.pivot.PivotStudy;
import org.dynama.pivot.check.Property;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.RunFolder;
import org.dynama.study.Runner;
import org.dynama.study.Soundness.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights and boosts from a spec to a record. */
class AffineRunTest {
    private static final PivotStudy STUDY = new PivotStudy();
    private static final String TELESCOPE = "environment: {file: "
            + Path.of("models/environments/pivot-telescope.json").toAbsolutePath()
            + "}\nsimulation: {seasons: 20000}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private PivotRecord run(String name, String spec) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), spec);
        Job<PivotRecord> job = Job.of(STUDY, Document.read(file, STUDY.schema(), List.of()));
        return new Runner(Progress.SILENT).run(job, folder.resolve(name), false).record();
    }

    /** Every check holds in money; simulated seasons earn what is expected; the page and the columns say what decides. */
    @Test
    void weightsAndBoostsOfASpecAreRun() throws IOException {
        PivotRecord run = run("weighed", TELESCOPE + """
                weights: {stars: 1.5}
                boosts:
                - {action: open night for visitors, boost: -1.5}
                - {action: image stars, boost: 0.5, period: 2, draw: clear}
                """);
        assertThat(STUDY.soundness(run).holds()).isTrue();
        assertThat(STUDY.soundness(run).checks().get(0).says())
                .isEqualTo(
                        "efficiency: no feasible action of any period earns more welfare as weights and boosts count it");
        assertThat(STUDY.soundness(run).checks())
                .filteredOn(check -> !check.name().equals(Property.REMOVAL.title())
                        && !check.name().equals(Property.BUDGET.title()))
                .allMatch(check -> check.status() == Status.HOLDS);
        assertThat(Objects.requireNonNull(run.simulation()).largestDeviation()).isLessThan(3.5);
        AffineResult affine = Objects.requireNonNull(run.affine());
        assertThat(affine.weights()).containsEntry("stars", 1.5).containsEntry("planets", 1.0);
        assertThat(affine.boosts())
                .containsExactly(
                        new AffineResult.NamedBoost("open night for visitors", -1.5, null, null, null),
                        new AffineResult.NamedBoost("image stars", 0.5, 2, null, "clear"));
        assertThat(affine.revenue()).isCloseTo(-run.expected().deficit(), within(1e-12));
        assertThat(affine.pivotWelfare()).isGreaterThan(run.expected().welfare());
        double rewards = run.expected().agents().stream()
                .mapToDouble(PivotRecord.AgentResult::reward)
                .sum();
        assertThat(run.expected().publicUtility() + rewards)
                .isCloseTo(run.expected().welfare(), within(1e-10));
        assertThat(STUDY.columns(run))
                .containsEntry("pivotRevenue", affine.pivotRevenue())
                .containsEntry("weights", "stars 1.5, planets 1")
                .containsEntry("boosts", "open night for visitors -1.5; image stars, period 2, draw clear 0.5");
        assertThat(STUDY.view(run, RunFolder.existing(folder.resolve("weighed")))
                        .lead())
                .contains("With these weights and boosts, agents pay ");
        assertThat(Json.read(folder.resolve("weighed/result.json"), PivotRecord.class))
                .isEqualTo(run);
    }

    /** The values of the first period, weighted by its types, are the expectations. */
    @Test
    void rowsOfValuesAreMoney() throws IOException {
        PivotRecord run = run("rows", TELESCOPE + "weights: {stars: 2}\nboosts: [{action: image stars, boost: -3}]\n");
        for (int i = 0; i < 2; i++) {
            int agent = i;
            assertThat(run.rows()).allSatisfy(row -> {
                double flow = row.flows().get(agent);
                assertThat(row.contributions().get(agent)).isGreaterThanOrEqualTo(-1e-12);
                assertThat(flow).isFinite();
            });
        }
        double least =
                run.rows().stream().mapToDouble(row -> row.welfare()).min().orElseThrow();
        double most =
                run.rows().stream().mapToDouble(row -> row.welfare()).max().orElseThrow();
        assertThat(run.expected().welfare()).isBetween(least, most);
    }

    @Test
    void onesAndZerosAreThePivotMechanism() throws IOException {
        PivotRecord pivot = run("pivot", TELESCOPE);
        PivotRecord same = run(
                "same", TELESCOPE + "weights: {stars: 1}\nboosts: [{action: image stars, boost: 0, draw: clear}]\n");
        assertThat(same.affine()).isNull();
        assertThat(same.expected()).isEqualTo(pivot.expected());
        assertThat(same.accuracy()).isEqualTo(pivot.accuracy());
        assertThat(same.simulation()).isEqualTo(pivot.simulation());
        assertThat(STUDY.soundness(same)).isEqualTo(STUDY.soundness(pivot));
        assertThat(folder.resolve("same/values.csv")).hasSameTextualContentAs(folder.resolve("pivot/values.csv"));
    }

    /** A search of the boosts that are given moves no other. */
    @Test
    void aSearchFindsMoreRevenue() throws IOException {
        PivotRecord run = run("searched", TELESCOPE + """
                boosts: [{action: image stars, boost: 0}, {action: track planets, boost: 0, draw: clear}]
                optimizer: {kind: annealing, evaluations: 40, weights: false}
                """);
        AffineResult affine = Objects.requireNonNull(run.affine());
        assertThat(affine.revenue()).isGreaterThan(affine.pivotRevenue() + 0.1);
        assertThat(affine.evaluations()).isEqualTo(40);
        assertThat(affine.found()).isBetween(1, 40);
        assertThat(affine.weights().values()).containsOnly(1.0);
        assertThat(affine.boosts())
                .extracting(AffineResult.NamedBoost::action)
                .isSubsetOf("image stars", "track planets");
        assertThat(STUDY.soundness(run).holds()).isTrue();
        assertThat(STUDY.view(run, RunFolder.existing(folder.resolve("searched")))
                        .lead())
                .contains("the best of 40 trials")
                .contains("more than in the pivot mechanism");
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThatThrownBy(() -> run("faults", TELESCOPE + """
                        weights: {moons: 2}
                        boosts:
                        - {action: sleep, boost: 1}
                        - {action: image stars, boost: 1, period: 9}
                        - {action: image stars, boost: 1, state: attic, draw: snow}
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has 5 faults")
                .hasMessageContaining("weights.moons = 2 is no agent")
                .hasMessageContaining("boosts[0].action = sleep is no action")
                .hasMessageContaining("boosts[1].period = 9 must be at most 4, the last period")
                .hasMessageContaining("boosts[2].state = attic is no public state")
                .hasMessageContaining("boosts[2].draw = snow is no draw");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "weights: {stars: 0} | must be at least 0.000001",
                "weights: {stars: -1} | must be at least 0.000001",
                "boosts: [{action: image stars}] | boosts[0].boost is missing",
                "boosts: [{action: image stars, boost: 1, draw: cloudy}] | never holds",
                "boosts: [{action: image stars, boost: 1, state: camera, agent: x}] | is not a known key",
                "optimizer: {kind: gradient} | optimizer.kind = gradient"
            })
    void wrongWeightsAndBoostsAreRefused(String example) {
        String[] parts = example.split(" \\| ", 2);
        assertThatThrownBy(() -> run("wrong", TELESCOPE + parts[0] + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(parts[1]);
    }

    @Test
    void aDiscountedHorizonHasOnePeriod() {
        assertThatThrownBy(() -> run("discounted", """
                        environment: {kind: storage}
                        boosts: [{action: nothing, boost: 1, period: 2}]
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be absent: all periods are alike unless the horizon is finite");
    }

    /** Whatever would be too large to calculate with is a fault of the spec. */
    @Test
    void anAmountTooLargeIsRefused() {
        assertThatThrownBy(() -> run("large", """
                        environment: {kind: brewery, producers: 1, periods: 1, levels: [1e12]}
                        weights: {producer 1: 1e6}
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("weights")
                .hasMessageContaining("1e15");
    }
}
