package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchSettings;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchSpecTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path file(String text) throws IOException {
        Path file = folder.resolve("x.yaml");
        Files.writeString(file, text);
        return file;
    }

    private static SearchSpec read(Path file, List<String> overrides) {
        SearchStudy study = new SearchStudy();
        return study.read(Document.read(file, study.schema(), overrides));
    }

    /** The defaults of the schema are those of the library. */
    @Test
    void theDefaultsOfAFileAreThoseOfTheLibrary() throws IOException {
        SearchSpec spec = read(file("environment: {kind: sequential-sales}"), List.of());
        assertThat(spec.search()).isEqualTo(SearchSettings.defaults(1, false));
        assertThat(spec.objective()).isEqualTo(Objective.REVENUE);
        assertThat(spec.environment().agentCount()).isEqualTo(3);
        assertThat(spec.keys().name()).isEqualTo("x");
    }

    @Test
    void weightsAreSearchedWhereAgentsDiffer() throws IOException {
        Path file = file("environment: {kind: sequential-sales, types: {high: [1, 1, 2]}}");
        assertThat(read(file, List.of()).search().coordinates().weights()).isTrue();
        assertThat(read(file, List.of("optimizer.weights=false"))
                        .search()
                        .coordinates()
                        .weights())
                .isFalse();
    }

    /** What only the whole tells is reported like the rest: all at once, with lines. */
    @Test
    void faultsBetweenKeysAreReportedAtOnce() throws IOException {
        Path file = file("""
                environment:
                  kind: sequential-sales
                  agents: 3
                  types: {high: [1, 2]}
                optimizer:
                  starts: 16
                  searchPoints: 8
                """);
        assertThatThrownBy(() -> read(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        %1$s has 2 faults
                        %1$s:4: environment.types.high = [1, 2] has 2 bounds and must have one for each of 3 agents
                          Maybe environment.agents: 2.
                        %1$s:7: optimizer.searchPoints = 8 must be at least optimizer.starts = 16
                          Maybe optimizer.starts: 8.""".formatted(file));
    }

    @Test
    void aTreeTooLargeForAnyMachineIsRefused() throws IOException {
        Path file = file("environment: {kind: sequential-sales, agents: 1000, items: 100}");
        assertThatThrownBy(() -> read(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "agents = 1000 and items = 100 make more than 4000000 state-action pairs, even without histories");
    }

    @Test
    void aWeightedSumOfNothingIsRefused() throws IOException {
        Path file = file("environment: {kind: sequential-sales}\nobjective: {revenue: 0}");
        assertThatThrownBy(() -> read(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("x.yaml:2: objective")
                .hasMessageContaining("not all zero");
    }

    /** The two rivals of the paper come with its budgets, unless the file says otherwise. */
    @Test
    void aKindHasDefaultsOfItsOwn() throws IOException {
        Path file = file("environment: {kind: gridworld}");
        SearchSettings auto = read(file, List.of()).search();
        assertThat(auto.ascent().profiles()).isEqualTo(1024);
        assertThat(auto.ascent().steps()).isEqualTo(SearchSettings.Ascent.AUTO);
        assertThat(auto.ascent().iterations()).isEqualTo(300);
        SearchSettings sobol = read(file, List.of("optimizer.kind=sobol")).search();
        assertThat(sobol.points().count()).isEqualTo(10_000);
        assertThat(sobol.ascent().profiles()).isEqualTo(2000);
        SearchSettings zerothOrder = read(file, List.of("optimizer.kind=zeroth-order", "optimizer.step=0.01"))
                .search();
        assertThat(zerothOrder.differences().perturbations()).isEqualTo(20);
        assertThat(zerothOrder.ascent().profiles()).isEqualTo(20);
        assertThat(zerothOrder.ascent().iterations()).isEqualTo(4000);
        assertThat(zerothOrder.ascent().steps()).containsExactly(0.01);
    }

    @Test
    void anOddNumberOfPerturbationsIsRefused() throws IOException {
        Path file = file("environment: {kind: sequential-sales}\noptimizer: {kind: zeroth-order, perturbations: 7}");
        assertThatThrownBy(() -> read(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(":2: optimizer.perturbations = 7 must be even: they come in antithetic pairs")
                .hasMessageContaining("Maybe optimizer.perturbations: 6.");
    }

    /** Sales by rank need agents who draw alike, in a world whose ranks mean something, and one weight for all. */
    @Test
    void onlyAgentsWhoAreAlikeAreExchangeable() throws IOException {
        Path file = file("environment: {kind: sequential-sales, types: asymmetric}\n"
                + "optimizer: {exchangeable: true,\n  weights: true}");
        assertThatThrownBy(() -> read(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        %1$s has 2 faults
                        %1$s:2: optimizer.exchangeable = true cannot be used: agent 2 and agent 1 draw their types from different distributions, and exchangeable agents must have the same
                          Maybe environment.types: uniform.
                        %1$s:3: optimizer.weights = true must not be searched with optimizer.exchangeable, which gives all agents the same
                          Maybe optimizer.weights: false.""".formatted(file));
        assertThatThrownBy(() ->
                        read(file("environment: {kind: task-scheduling}"), List.of("optimizer.exchangeable=true")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("optimizer.exchangeable = true needs environment.kind: sequential-sales");
        SearchSpec spec = read(
                file("environment: {kind: sequential-sales, types: {high: [2, 2, 2]}}"),
                List.of("optimizer.exchangeable=true"));
        assertThat(spec.folding()).isNotNull();
        assertThat(spec.searched().mdp().stateCount()).isEqualTo(3);
    }

    @Test
    void aStaticAuctionIsRead() throws IOException {
        Path file = file("environment: {kind: static-auction, valuation: unit-demand, types: {high: [1, 2]}}");
        assertThat(read(file, List.of()).environment().name()).isEqualTo("auction of 2 items to 2 agents, unit demand");
        assertThat(read(file, List.of()).environment().mdp().actionCount()).isEqualTo(7);
        List<String> many = List.of("environment.items=40", "environment.valuation=additive");
        assertThat(read(file, many).environment().mdp().actionCount()).isEqualTo(3);
        List<String> allocated = List.of(many.get(0), many.get(1), "environment.form=allocations");
        assertThatThrownBy(() -> read(file, allocated))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("make more than 1000000 allocations: too many");
    }

    /** A key that has another name now is refused with it. */
    @Test
    void theOldNameOfAKeyIsRefusedWithTheNewOne() throws IOException {
        Path file = file("environment: {kind: sequential-sales}\noptimizer: {tying: action}");
        assertThatThrownBy(() -> read(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(":2: optimizer.tying has another name now")
                .hasMessageContaining("It is called sharing.");
    }

    /** An environment's file is looked up beside the spec, and nowhere else. */
    @Test
    void anEnvironmentsFileIsLookedUpBesideTheSpec() throws IOException {
        Path file = file("environment: {file: models/environments/two-licences.json}");
        assertThatThrownBy(() -> read(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        ":1: environment.file = models/environments/two-licences.json is not there: " + folder)
                .hasMessageContaining("starts at the folder of " + file);
        // What an override names is looked up where the user stands.
        String override = "environment.file=models/environments/two-licences.json";
        assertThat(read(file, List.of(override)).environment().name()).isEqualTo("two licences");
    }
}
