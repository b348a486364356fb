package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dynama.ama.SearchStudy;
import org.dynama.baseline.Baseline;
import org.dynama.baseline.BaselineValue;
import org.dynama.baseline.OptimalMechanism;
import org.dynama.baseline.TightestBound;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.config.Document;
import org.dynama.model.RandomStream;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bound of a record is the least of all that the house knows, on the record's own profiles, and bears its name. */
class RecordedBoundsTest {
    private static final SearchStudy STUDY = new SearchStudy();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Recorded(SearchSpec spec, SearchRecord.Limit bound) {}

    private Recorded recorded(String world, String objective) throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.yaml"), """
                environment: %s
                objective: %s
                optimizer: {kind: none}
                evaluation: {profiles: 20, solver: dp, shareProfiles: 2000, misreports: 10}
                """.formatted(world, objective));
        Document document = Document.read(spec, STUDY.schema(), List.of());
        SearchRecord record = new Runner(Progress.SILENT)
                .run(Job.of(STUDY, document), folder.resolve("out"), false)
                .record();
        return new Recorded(
                SearchSpec.of(document), Objects.requireNonNull(record.value().bound()));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{kind: static-auction, agents: 2, items: 2}; revenue; mixed-flows",
                "{kind: gridworld, agents: 2, size: 3}; revenue; virtual-types",
                "{kind: sequential-sales, agents: 2, items: 2}; revenue; myerson",
                "{file: models/environments/two-licences.json}; profit; virtual-types"
            })
    void noBoundInTheHouseUndercutsARecord(String world, String objective, String kind) throws IOException {
        Recorded recorded = recorded(world.replace("models/", Path.of("models").toAbsolutePath() + "/"), objective);
        SearchRecord.Limit bound = recorded.bound();
        assertThat(bound.kind()).isEqualTo(kind);
        Environment environment = recorded.spec().environment();
        WeightedProfiles profiles = WeightedProfiles.of(
                environment, new RandomStream(recorded.spec().keys().seed(), "evaluation").child("share"), 2000, 2000);
        for (Baseline baseline : TightestBound.baselines(1)) {
            if (baseline.misfit(environment).isEmpty()) {
                BaselineValue value = baseline.of(environment, profiles);
                assertThat(bound.value())
                        .as("%s of %s", value.name(), value.method())
                        .isLessThan(value.value() + 3 * Math.max(bound.standardError(), value.standardError()) + 1e-9);
            }
        }
    }

    /**
     * A task that must be done by one of two, whose costs are U[1, 2]: virtual costs are {@code 2 t - 1}, so that it cannot be had for
     * less than 5/3 on average, which is what VCG pays, the higher cost. The share of a loss is the bound over the loss.
     */
    @Test
    void aBoundMayBeALoss() throws IOException {
        Path task = Files.writeString(folder.resolve("task.json"), """
                {"name": "a task", "horizon": {"kind": "finite"}, "initial": {"start": 1},
                 "agents": [
                  {"name": "a", "types": {"dimension": 1, "distribution": {"kind": "uniform", "low": [1], "high": [2]}}},
                  {"name": "b", "types": {"dimension": 1, "distribution": {"kind": "uniform", "low": [1], "high": [2]}}}],
                 "actions": [
                  {"state": "start", "name": "a works", "next": {}, "needs": ["a"], "rewards": {"a": {"type": [-1]}}},
                  {"state": "start", "name": "b works", "next": {}, "needs": ["b"], "rewards": {"b": {"type": [-1]}}}]}
                """);
        SearchRecord.Limit bound = recorded("{file: " + task + "}", "revenue").bound();
        assertThat(bound.kind()).isEqualTo("myerson");
        assertThat(bound.value()).isCloseTo(-5.0 / 3, within(4 * bound.standardError()));
        assertThat(bound.share().mean()).isCloseTo(1, within(4 * bound.share().standardError()));
        assertThat(Promises.share(bound, true)).isEmpty();
        SearchRecord.Share beyond = new SearchRecord.Share(1.2, 0, 6);
        assertThat(Promises.share(new SearchRecord.Limit("optimum", -1, 0, beyond), true))
                .hasSize(1);
    }

    /** Where types are few the record has the optimum itself, without sampling error; VCG's share is below 1. */
    @ParameterizedTest(name = "objective {0}")
    @CsvSource(
            delimiter = ';',
            value = {"revenue; 0", "{revenue: 1, welfare: 0.5}; 0.5"})
    void fewTypesAreBoundedByTheirOptimum(String objective, double welfare) throws IOException {
        Path sale = Files.writeString(folder.resolve("pair.json"), """
                {"name": "a pair of goods", "horizon": {"kind": "finite"}, "initial": {"start": 1},
                 "agents": [
                  {"name": "a", "types": {"dimension": 2, "distribution":
                    {"kind": "discrete", "values": [[1, 1], [1, 3], [4, 1]], "weights": [1, 2, 1]}}},
                  {"name": "b", "types": {"dimension": 2, "distribution":
                    {"kind": "discrete", "values": [[2, 1], [1, 2]], "weights": [1, 1]}}}],
                 "actions": [
                  {"state": "start", "name": "keep", "next": {}},
                  {"state": "start", "name": "both to a", "next": {}, "rewards": {"a": {"type": [1, 1]}}},
                  {"state": "start", "name": "both to b", "next": {}, "rewards": {"b": {"type": [1, 1]}}},
                  {"state": "start", "name": "one each", "next": {},
                   "rewards": {"a": {"type": [1, 0]}, "b": {"type": [0, 1]}}}]}
                """);
        Recorded recorded = recorded("{file: " + sale + "}", objective);
        Environment environment = recorded.spec().environment();
        double dominant =
                new OptimalMechanism(true, welfare, 1).solve(environment).bound();
        assertThat(recorded.bound().kind()).startsWith("optimum");
        assertThat(recorded.bound().standardError()).isZero();
        assertThat(recorded.bound().share().profiles()).isEqualTo(6);
        assertThat(recorded.bound().value()).isCloseTo(dominant, within(1e-9));
        assertThat(recorded.bound().share().mean()).isBetween(0.3, 1.0);
        assertThat(recorded.bound().share().standardError()).isZero();
    }
}
