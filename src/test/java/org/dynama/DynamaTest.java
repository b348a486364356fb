package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.objective.Objectives;
import org.dynama.ama.search.SearchSettings;
import org.dynama.exact.certificate.Verifier;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Failure;
import org.dynama.world.Absence;
import org.dynama.world.SequentialSales;
import org.dynama.world.file.EnvironmentFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The product from Java: what it says of worlds and mechanisms, however they came to be, and from how many threads. */
class DynamaTest {
    private static final Path LICENCES = Path.of("models/environments/two-licences.json");
    private static final String[] QUICK = {
        "optimizer.iterations=3",
        "optimizer.profiles=128",
        "optimizer.searchPoints=16",
        "optimizer.starts=1",
        "threads=1"
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    static Stream<Dynama> worlds() {
        return Stream.of(
                Dynama.market(LICENCES),
                Dynama.market(EnvironmentFile.read(LICENCES).market()),
                Dynama.market(SequentialSales.uniform(3, 2)),
                Dynama.market(
                        Absence.WorstType.in(EnvironmentFile.read(LICENCES).environment())),
                Dynama.kind("task-scheduling", "environment.tasks=2", "environment.leftOut=mask"),
                Dynama.kind("static-auction", "environment.items=2", "environment.agents=2"),
                Dynama.spec(Path.of("experiments/two-licences.yaml"), "objective=welfare"));
    }

    private static Profiles drawn(Dynama world, int count) {
        return Profiles.draw(world.environment().agents(), new RandomStream(1, "rows"), 0, count);
    }

    /** Boosts of a world that is written and read again are those of the same pairs: all payments stay. */
    @ParameterizedTest(name = "world {index}")
    @MethodSource("worlds")
    void savedMechanismsQuoteTheSame(Dynama world) {
        double[] boosts = IntStream.range(0, world.environment().mdp().pairCount())
                .mapToDouble(pair -> Math.sin(pair))
                .toArray();
        AmaParameters vcg = AmaParameters.vcg(world.environment());
        AmaParameters parameters = new AmaParameters(vcg.weights(), Reals.of(boosts));
        Path saved = folder.resolve("saved");
        Profiles rows = drawn(world, 20);
        try (DesignedMechanism mechanism = world.mechanism(parameters, "threads=1")) {
            mechanism.save(saved);
            try (DesignedMechanism loaded = Dynama.load(saved)) {
                assertThat(loaded.parameters()).isEqualTo(parameters);
                assertThat(payments(loaded.quotes(rows))).isEqualTo(payments(mechanism.quotes(rows)));
                assertThat(loaded.evaluate("evaluation.profiles=100").vcg())
                        .isEqualTo(mechanism.evaluate("evaluation.profiles=100").vcg());
            }
        }
    }

    private static List<Map<String, Double>> payments(List<Quote> quotes) {
        return quotes.stream().map(Quote::payments).toList();
    }

    /** One row, many rows, eight threads: one payment, to the bit, which truth cannot lose by. */
    @Test
    void quotesDoNotDependOnWhoAsksWithWhom() throws Exception {
        Dynama sale = Dynama.kind("sequential-sales", "environment.agents=2", "environment.items=2");
        Profiles rows = drawn(sale, 300);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (DesignedMechanism mechanism = sale.search(QUICK)) {
            List<Map<String, Double>> all = payments(mechanism.quotes(rows));
            List<Callable<List<Map<String, Double>>>> tasks = new ArrayList<>();
            for (int k = 0; k < 8; k++) {
                tasks.add(() -> IntStream.range(0, 300)
                        .mapToObj(b -> mechanism.quote(new double[][] {{rows.type(0, 0, b)}, {rows.type(1, 0, b)}}))
                        .map(Quote::payments)
                        .toList());
            }
            for (Future<List<Map<String, Double>>> alone : threads.invokeAll(tasks)) {
                assertThat(alone.get()).isEqualTo(all);
            }
            assertThat(mechanism.quotes(rows)).allMatch(quote -> quote.utility(0) >= 0 && quote.utility(1) >= 0);
        } finally {
            threads.shutdown();
        }
    }

    /** VCG of one good among two: the one who wants it more gets it, at the other's value, and a certificate proves it. */
    /** Whoever quotes while another thread closes gets quotes, or one sentence. */
    @Test
    void closingUnderQuotesIsSaid() throws Exception {
        Dynama sale = Dynama.market(SequentialSales.uniform(2, 2));
        Profiles rows = Profiles.of(2, 1, 2000, new double[4000]);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 20; round++) {
                DesignedMechanism mechanism = sale.mechanism(AmaParameters.vcg(sale.environment()), "threads=2");
                mechanism.quotes(rows);
                Future<Throwable> end = other.submit(() -> catchThrowable(() -> {
                    while (true) {
                        assertThat(mechanism.quotes(rows)).hasSize(2000);
                    }
                }));
                Thread.sleep(round);
                mechanism.close();
                assertThat(end.get()).isInstanceOf(Failure.class).hasMessageStartingWith("this mechanism is closed");
            }
        } finally {
            other.shutdown();
        }
    }

    /** Whoever takes no part gets and pays nothing: the others pay as in a world of theirs, and as the exact quote says. */
    @ParameterizedTest
    @ValueSource(strings = {"left-out", "worst-type"})
    void someMayBeAbsent(String absence) {
        Dynama three = Dynama.kind(
                "sequential-sales", "environment.agents=3", "environment.items=1", "environment.absence=" + absence);
        Dynama two = Dynama.kind("sequential-sales", "environment.agents=2", "environment.items=1");
        try (DesignedMechanism vcg = three.mechanism(AmaParameters.vcg(three.environment()));
                DesignedMechanism others = two.mechanism(AmaParameters.vcg(two.environment()))) {
            Map<String, double[]> reports = Map.of("agent 1", new double[] {0.25}, "agent 3", new double[] {0.75});
            Quote quote = vcg.quote(reports, Set.of("agent 2"));
            Quote apart = others.quote(new double[] {0.25}, new double[] {0.75});
            assertThat(quote.payments())
                    .containsExactly(Map.entry("agent 1", apart.payment(0)), Map.entry("agent 3", apart.payment(1)));
            assertThat(quote.utilities().keySet()).containsExactly("agent 1", "agent 3");
            assertThat(quote.utility(2)).isEqualTo(apart.utility(1));
            assertThat(quote.revenue()).isEqualTo(0.25);
            assertThat(quote.first().values()).containsExactly("sell to agent 3");
            Reasons reasons = vcg.reasons(reports, Set.of("agent 2"));
            assertThat(reasons.quote().answer().payments()).isEqualTo(quote.payments());
            assertThat(reasons.quote().answer().absent()).containsExactly("agent 2");
            assertThat(vcg.quote(reports, Set.of("agent 2")).payments()).isEqualTo(quote.payments());
        }
    }

    @Test
    void reasonsProveWhatQuotesSay() {
        Dynama sale = Dynama.market(SequentialSales.uniform(2, 1));
        try (DesignedMechanism vcg = sale.mechanism(AmaParameters.vcg(sale.environment()))) {
            Map<String, double[]> reports = Map.of("agent 1", new double[] {0.25}, "agent 2", new double[] {0.75});
            Quote quote = vcg.quote(reports);
            assertThat(quote.payments()).containsExactly(Map.entry("agent 1", 0.0), Map.entry("agent 2", 0.25));
            assertThat(quote.utilities().get("agent 2")).isEqualTo(0.5);
            assertThat(quote.revenue()).isEqualTo(0.25);
            assertThat(quote.welfare()).isEqualTo(0.75).isEqualTo(quote.affineWelfare());
            assertThat(quote.first().values()).containsExactly("sell to agent 2");
            assertThat(quote.visits().stream().sum()).isEqualTo(1);
            Reasons reasons = vcg.reasons(reports);
            assertThat(reasons.quote().answer().payments()).isEqualTo(quote.payments());
            assertThat(reasons.certificate()).isNotNull();
            assertThat(Verifier.verify(Objects.requireNonNull(reasons.certificate()))
                            .failure())
                    .isEmpty();
        }
    }

    /** The larger of two uniform values is 2/3 in the mean, the smaller 1/3: VCG's welfare and revenue. */
    @Test
    void evaluationAndAuditSayWhatTheoryDoes() {
        Dynama sale = Dynama.market(SequentialSales.uniform(2, 1));
        try (DesignedMechanism vcg = sale.mechanism(AmaParameters.vcg(sale.environment()), "threads=1")) {
            Valuation revenue = vcg.evaluate("evaluation.profiles=2000");
            assertThat(revenue.mechanism().mean())
                    .isCloseTo(1 / 3.0, within(4 * revenue.mechanism().standardError()));
            assertThat(revenue.mechanism().count()).isEqualTo(2000);
            assertThat(revenue.difference().mean()).isZero();
            Profiles given = Profiles.of(2, 1, 2, 0.25, 0.5, 0.75, 1);
            Valuation welfare = vcg.evaluate(Watch.silent(), given, "objective=welfare");
            assertThat(welfare.objective()).isEqualTo("welfare");
            assertThat(welfare.vcg().mean()).isEqualTo((0.75 + 1) / 2);
            assertThat(welfare.payments().get("agent 2")).isEqualTo((0.25 + 0.5) / 2);
            assertThat(vcg.audit("audit.profiles=20", "audit.rounds=2")
                            .header()
                            .soundness()
                            .verdict())
                    .isEqualTo("holds");
        }
    }

    /** An objective and settings made in code are the same as their names, and are saved by them. */
    @Test
    void objectivesFromCodeAreThoseOfASpec() {
        Dynama sale = Dynama.kind("sequential-sales", "environment.agents=2", "environment.items=2");
        Objective sum = Objectives.weightedSum(Map.of("revenue", 1.0, "welfare", 0.5), sale.environment());
        SearchSettings defaults = SearchSettings.defaults(7, false);
        SearchSettings quick = new SearchSettings(
                defaults.optimizer(),
                defaults.coordinates(),
                new SearchSettings.Points(16, 1),
                new SearchSettings.Ascent(128, 3, SearchSettings.Ascent.AUTO),
                defaults.entropy(),
                defaults.differences(),
                defaults.seed());
        String[] named = Stream.concat(Stream.of("objective={revenue: 1, welfare: 0.5}", "seed=7"), Stream.of(QUICK))
                .toArray(String[]::new);
        try (DesignedMechanism made = sale.search(Watch.silent(), sum, quick, "threads=1");
                DesignedMechanism spec = sale.search(named)) {
            assertThat(made.parameters()).isEqualTo(spec.parameters());
            made.save(folder.resolve("sum"));
            try (DesignedMechanism loaded = Dynama.load(folder.resolve("sum"))) {
                assertThat(loaded.evaluate("evaluation.profiles=64"))
                        .isEqualTo(made.evaluate("seed=1", "evaluation.profiles=64"));
            }
        }
    }

    /** What is searched where one agent buys two goods is a menu, whose entries are what it does first. */
    @Test
    void menusAreQuotedAndSavedToo() {
        Dynama bundle = Dynama.kind("static-auction", "environment.agents=1", "environment.items=2");
        try (DesignedMechanism menu = bundle.search(
                "optimizer.kind=menu",
                "optimizer.size=4",
                "optimizer.iterations=2",
                "optimizer.profiles=128",
                "threads=1")) {
            menu.save(folder.resolve("menu"));
            double[] values = {0.9, 0.8};
            assertThat(menu.environment().mdp().actions())
                    .contains(menu.quote(values).first().values().iterator().next());
            try (DesignedMechanism loaded = Dynama.load(folder.resolve("menu"))) {
                assertThat(loaded.quote(values).payments())
                        .isEqualTo(menu.quote(values).payments());
            }
        }
    }

    /** A market that is written is the market that was read. */
    @ParameterizedTest
    @ValueSource(strings = {"market.json", "market.npz"})
    void marketsAreWrittenAsTheyAre(String name) throws Exception {
        Path file = folder.resolve(name);
        assertThat(Dynama.market(LICENCES).write(file)).isEmpty();
        assertThat(Files.size(file)).isPositive();
        assertThat(EnvironmentFile.read(file).market())
                .isEqualTo(EnvironmentFile.read(LICENCES).market());
    }

    @Test
    void whatHasNoPlaceInAMarketIsSaid() {
        assertThat(Dynama.kind("task-scheduling", "environment.leftOut=mask").write(folder.resolve("tasks.json")))
                .singleElement()
                .asString()
                .startsWith("The loss makespan is left out");
    }
}
