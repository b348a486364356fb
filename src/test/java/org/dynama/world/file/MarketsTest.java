package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.RandomParameters;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RandomMdps;
import org.dynama.model.RandomStream;
import org.dynama.model.RewardMap;
import org.dynama.model.RunLengths;
import org.dynama.model.Transitions;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markets from files give the numbers that the same markets give without. */
class MarketsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Each action of a run takes a rounding of a value, which is the sum of as many. */
    private static final double LONGEST = 10_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** The paper's sequential sale as a file is the built-in one: the same tables, so the same bits. */
    @Test
    void theSequentialSaleFromAFileIsTheBuiltInOne() {
        Environment file = EnvironmentFile.read(Path.of("models/environments/sequential-sale.json"))
                .environment();
        Environment builtIn = SequentialSales.uniform(3, 2);
        assertThat(file.mdp().states()).isEqualTo(builtIn.mdp().states());
        assertThat(file.mdp().actions()).isEqualTo(builtIn.mdp().actions());
        assertThat(file.agents()).isEqualTo(builtIn.agents());
        Profiles profiles = Profiles.draw(file.agents(), new RandomStream(1, "types"), 0, 1000);
        assertThat(outcomes(file, profiles)).isEqualTo(outcomes(builtIn, profiles));
    }

    private static double[] outcomes(Environment environment, Profiles profiles) {
        double[] revenue = new double[profiles.count()];
        int[] filled = {0};
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            new AffineMaximizer(environment, RandomParameters.of(environment, new Random(5)))
                    .forEachOutcome(solvers, profiles, outcome -> {
                        for (int b = 0; b < outcome.count(); b++) {
                            revenue[filled[0]++] = outcome.revenue(b);
                        }
                    });
        }
        return revenue;
    }

    /** Random markets, with chance moves, needs and the designer's own reward, as JSON and back. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aRandomMarketComesBackFromItsFile(long seed) throws IOException {
        assertComesBack(seed);
    }

    @Test
    @Tag("slow")
    void aThousandRandomMarketsComeBackFromTheirFiles() throws IOException {
        for (long seed = 100; seed < 1100; seed++) {
            assertComesBack(seed);
        }
    }

    /** What is read is what was written; payments by the batch solver and by linear programs agree to 1e-9. */
    private void assertComesBack(long seed) throws IOException {
        Random random = new Random(seed);
        int states = 2 + random.nextInt(seed % 50 == 0 ? 199 : 20);
        int actions = 1 + random.nextInt(8);
        int agents = 1 + random.nextInt(6);
        Mdp base = market(seed, states, actions, random.nextInt(4));
        RewardMap rewards = RandomMdps.rewards(seed, base, agents, 2);
        Path file = folder.resolve(seed + ".json");
        Files.writeString(file, MAPPER.writeValueAsString(json(base, rewards, agents, random)));
        Environment read = EnvironmentFile.read(file).environment();
        assertThat(read.mdp().states()).isEqualTo(base.states());
        Profiles profiles = Profiles.draw(read.agents(), new RandomStream(seed, "types"), 0, 5);
        AffineMaximizer mechanism = new AffineMaximizer(read, RandomParameters.of(read, random));
        LpMaximizer lp = new LpMaximizer(new OccupancyLp(read.mdp(), read.rewards()), read.losses());
        Outcome byPrograms = mechanism.outcome(lp, profiles);
        try (Solvers solvers = Solvers.kernel(read.mdp(), read.rewards(), read.dimension(), 1)) {
            solvers.forEach(
                    profiles.count(),
                    (solver, from, to) ->
                            mechanism.outcome(new DpMaximizer(solver, read.losses()), profiles.slice(from, to)),
                    bySweeps -> {
                        for (int b = 0; b < profiles.count(); b++) {
                            assertSame(seed, b, bySweeps, byPrograms);
                        }
                    });
        }
    }

    /** Acyclic, discounted, total where runs are not too long for nine digits, or average where one gain is all there is. */
    private static Mdp market(long seed, int states, int actions, int kind) {
        if (kind == 0) {
            return RandomMdps.acyclic(seed, states, actions);
        }
        if (kind == 3) {
            Mdp total = RandomMdps.total(seed, states, actions);
            if (RunLengths.of(total).most() <= LONGEST) {
                return total;
            }
        }
        Mdp cyclic = RandomMdps.discounted(seed, states, actions, 0.9);
        boolean average = kind == 2 && states <= 60;
        return average
                ? new Mdp(
                        cyclic.states(),
                        cyclic.actions(),
                        cyclic.transitions(),
                        cyclic.initial(),
                        new Horizon.AverageReward())
                : cyclic;
    }

    private static void assertSame(long seed, int b, Outcome first, Outcome second) {
        double scale = 1 + Math.abs(second.affineWelfare(b));
        assertThat(first.affineWelfare(b)).as("seed %d", seed).isCloseTo(second.affineWelfare(b), within(1e-9 * scale));
        for (int i = 0; i < first.agents(); i++) {
            assertThat(first.payment(i, b)).as("seed %d", seed).isCloseTo(second.payment(i, b), within(1e-9 * scale));
        }
    }

    /** About one action in ten needs an agent, except for the first of each state. */
    private static ObjectNode json(Mdp mdp, RewardMap rewards, int agents, Random random) {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode horizon = root.putObject("horizon");
        if (mdp.horizon() instanceof Horizon.Discounted discounted) {
            horizon.put("kind", "discounted").put("discount", discounted.discount());
        } else {
            horizon.put(
                    "kind",
                    mdp.horizon() instanceof Horizon.Finite
                            ? "finite"
                            : mdp.horizon() instanceof Horizon.Total ? "total" : "average");
        }
        ObjectNode initial = root.putObject("initial");
        for (int s = 0; s < mdp.stateCount(); s++) {
            if (mdp.initial().get(s) > 0) {
                initial.put(mdp.states().get(s), mdp.initial().get(s));
            }
        }
        var list = root.putArray("agents");
        for (int i = 0; i < agents; i++) {
            ObjectNode agent = list.addObject().put("name", "agent " + i);
            ObjectNode types = agent.putObject("types").put("dimension", 2);
            ObjectNode distribution = types.putObject("distribution").put("kind", "uniform");
            distribution.putArray("low").add(0).add(-1);
            distribution.putArray("high").add(1).add(1);
        }
        var actions = root.putArray("actions");
        Transitions transitions = mdp.transitions();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            int s = mdp.stateOf(pair);
            boolean first = pair == mdp.firstPair(s);
            ObjectNode action = actions.addObject()
                    .put("state", mdp.states().get(s))
                    .put("name", mdp.actions().get(mdp.actionOf(pair)))
                    .put("designer", random.nextInt(4) == 0 ? random.nextDouble() : 0);
            ObjectNode next = action.putObject("next");
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                next.put(mdp.states().get(transitions.next(k)), transitions.probability(k));
            }
            if (!first && random.nextInt(10) == 0 && !(mdp.horizon() instanceof Horizon.AverageReward)) {
                action.putArray("needs").add("agent " + random.nextInt(agents));
            }
            rewards(action.putObject("rewards"), rewards, pair);
        }
        return root;
    }

    private static void rewards(ObjectNode out, RewardMap rewards, int pair) {
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            String name = "agent " + rewards.agent(m);
            ObjectNode reward = out.has(name) ? (ObjectNode) out.get(name) : out.putObject(name);
            if (rewards.component(m) == RewardMap.CONSTANT) {
                reward.put("constant", rewards.coefficient(m));
            } else {
                if (!reward.has("type")) {
                    reward.putArray("type").add(0).add(0);
                }
                reward.withArray("type")
                        .set(rewards.component(m), MAPPER.getNodeFactory().numberNode(rewards.coefficient(m)));
            }
        }
    }

    /** The pivot mechanism's worlds, in a format of their own, lie in the same folder. */
    static boolean isMarket(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") && !name.startsWith("pivot-");
    }

    /** Every market that ships is whole; the one whose workers bear costs masks them. */
    @Test
    void everyMarketThatShipsIsRead() throws IOException {
        try (var files = Files.list(Path.of("models/environments"))) {
            assertThat(files.filter(MarketsTest::isMarket)
                            .map(file -> EnvironmentFile.read(file).environment())
                            .toList())
                    .hasSizeGreaterThanOrEqualTo(5);
        }
        Environment cluster = EnvironmentFile.read(Path.of("models/environments/gpu-cluster.json"))
                .environment();
        assertThat(cluster.absence()).isInstanceOf(Absence.Masked.class);
        assertThat(cluster.notes()).noneMatch(note -> note.contains("may lose"));
    }
}
