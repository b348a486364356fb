package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchSettings;
import org.dynama.config.ConfigException;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.market.Marketplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java users give that cannot be used: one sentence each, of a type that says whose fault it is. */
@SuppressWarnings({"NullAway", "DataFlowIssue"}) // Nulls are what is tried.
class DynamaRefusalsTest {
    private static final Dynama LICENCES = Dynama.market(Path.of("models/environments/two-licences.json"));
    private static final DesignedMechanism VCG = LICENCES.mechanism(AmaParameters.vcg(LICENCES.environment()));
    private static final double[] A = {0.4, 1.2};
    private static final double[] B = {0.9};

    @TempDir
    Path folder;

    private static void refused(String sentence, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.sentence()).isEqualTo(sentence));
    }

    @Test
    void nullIsRefusedByName() {
        refused("file = null must not be null", () -> Dynama.market((Path) null));
        refused("market = null must not be null", () -> Dynama.market((Marketplace) null));
        refused("environment = null must not be null", () -> Dynama.market((Environment) null));
        refused("kind = null must not be null", () -> Dynama.kind(null));
        refused("settings[1] = null must not be null", () -> Dynama.kind("gridworld", "seed=1", null));
        refused("file = null must not be null", () -> Dynama.spec(null));
        refused("file = null must not be null", () -> LICENCES.write(null));
        refused("mechanism = null must not be null", () -> Dynama.load(null));
        refused("parameters = null must not be null", () -> LICENCES.mechanism(null));
        refused("watch = null must not be null", () -> LICENCES.search((Watch) null));
        refused("settings = null must not be null", () -> LICENCES.search((String[]) null));
        SearchSettings search = SearchSettings.defaults(1, false);
        refused("objective = null must not be null", () -> LICENCES.search(Watch.silent(), null, search));
        refused("search = null must not be null", () -> LICENCES.search(Watch.silent(), Objective.REVENUE, null));
        refused("listener = null must not be null", () -> Watch.of(null));
        refused("reports = null must not be null", () -> VCG.quote((Map<String, double[]>) null));
        refused("reports = null must not be null", () -> VCG.reasons((double[][]) null));
        refused("reports.b = null must not be null", () -> VCG.quote(A, null));
        refused("profiles = null must not be null", () -> VCG.quotes(null));
        refused("profiles = null must not be null", () -> VCG.evaluate(Watch.silent(), (Profiles) null));
        refused("watch = null must not be null", () -> VCG.audit((Watch) null));
        refused("folder = null must not be null", () -> VCG.save(null));
    }

    @Test
    void reportsMustFitTheAgents() {
        refused("reports has 1 types and the mechanism 2 agents", () -> VCG.quote(A));
        refused("reports.a has 1 numbers and her type has dimension 2", () -> VCG.quote(B, B));
        refused("reports.b = NaN must be between -1e15 and 1e15", () -> VCG.quote(A, new double[] {Double.NaN}));
        refused("reports.b is missing", () -> VCG.quote(Map.of("a", A)));
        refused("reports.b is missing", () -> VCG.quote(Map.of("a", A), Set.of()));
        refused("absent = null must not be null", () -> VCG.quote(Map.of("a", A), null));
        refused("absent c names no agent", () -> VCG.quote(Map.of("a", A, "b", B), Set.of("c")));
        refused("reports.b is given, and she is absent", () -> VCG.quote(Map.of("a", A, "b", B), Set.of("b")));
        refused(
                "agent = 1 takes no part in this quote, and pays nothing",
                () -> VCG.quote(Map.of("a", A), Set.of("b")).payment(1));
        refused("reports.c names no agent of the mechanism", () -> VCG.quote(Map.of("a", A, "b", B, "c", B)));
        refused(
                "profiles has shape [1, 1, 3] and must have [2, 2, B]: agents, components of a type, profiles",
                () -> VCG.quotes(Profiles.of(1, 1, 3, 1, 2, 3)));
        refused("agent = 2 must be from 0 to 1", () -> VCG.quote(A, B).payment(2));
        refused("agent = -1 must be from 0 to 1", () -> VCG.quote(A, B).utility(-1));
    }

    @Test
    void settingsAreRefusedAsOnTheCommandLine() {
        assertThatThrownBy(() -> LICENCES.search("optimizer.iterations=-1", "bla"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--set bla: must be path=value")
                .hasMessageContaining("optimizer.iterations = -1 must be at least 0");
        assertThatThrownBy(() -> VCG.evaluate("objective=makespan"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("objective = makespan names a loss that the environment does not have");
        assertThatThrownBy(() -> VCG.audit("audit.rounds=-1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("audit.rounds = -1 must be at least 0");
        assertThatThrownBy(() -> Dynama.kind("bazaar"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("environment.kind = bazaar must be sequential-sales");
        refused(
                "setting environment.agents=5 must not change the world, which is there already",
                () -> LICENCES.search("environment.agents=5"));
    }

    @Test
    void mechanismsMustFitTheirWorld() {
        refused(
                "parameters has 1 weights and 5 boosts, and the environment 2 agents and 5 state-action pairs",
                () -> LICENCES.mechanism(new AmaParameters(Reals.of(1), Reals.filled(5, 0))));
        Objective least = new Objective("least", Objective.Sense.MIN, 1, 1, List.of());
        refused(
                "objective = least must be one of revenue, welfare, profit, or a maximized sum of these",
                () -> LICENCES.search(Watch.silent(), least, SearchSettings.defaults(1, false)));
    }

    @Test
    void closedMechanismsDoNothingButKeepTheirQuotes() {
        DesignedMechanism mechanism = LICENCES.mechanism(AmaParameters.vcg(LICENCES.environment()));
        Quote quote = mechanism.quote(A, B);
        mechanism.close();
        mechanism.close();
        Profiles rows = Profiles.of(2, 2, 1, 0.4, 1.2, 0.9, 0);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> mechanism.quote(A, B),
                () -> mechanism.quotes(rows),
                () -> mechanism.reasons(A, B),
                mechanism::evaluate,
                mechanism::audit,
                () -> mechanism.save(folder.resolve("closed")),
                quote::visits,
                quote::first)) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.sentence()).isEqualTo("this mechanism is closed"));
        }
        assertThat(quote.payments()).containsKeys("a", "b");
    }

    @Test
    void foldersInUseAndForeignOnesAreRefused() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        refused(folder + " is there already", () -> VCG.save(folder));
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("mine.txt"));
        Path other = folder.resolve("mechanism.json");
        Files.writeString(other, "{\"world\": 1}");
        refused(other + " is no mechanism of a search", () -> Dynama.load(folder));
        assertThatThrownBy(() -> Dynama.market(folder.resolve("nowhere.json")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("does not exist");
    }

    /** A loss that is not linear in types has no place in a market's file, so that nothing half is left behind. */
    @Test
    void mechanismsForLossesWithoutAPlaceAreNotSaved() {
        Dynama tasks = Dynama.market(
                Dynama.kind("task-scheduling", "environment.leftOut=mask").environment());
        Path saved = folder.resolve("tasks");
        try (DesignedMechanism vcg = tasks.mechanism(AmaParameters.vcg(tasks.environment()), "objective=makespan")) {
            assertThatThrownBy(() -> vcg.save(saved))
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith(
                            "a mechanism for makespan cannot be saved with its world: The loss makespan");
        }
        assertThat(folder).isEmptyDirectory();
    }
}
