package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dynama.config.ConfigException;
import org.dynama.model.Agent;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentFileTest {
    private static final Path TWO_LICENCES = Path.of("models/environments/two-licences.json");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private EnvironmentFile read(String text) throws IOException {
        Path file = folder.resolve("x.json");
        Files.writeString(file, text);
        return EnvironmentFile.read(file);
    }

    private void assertRefused(String text, String... parts) {
        ThrowingCallable reading = () -> read(text.replace('\'', '"'));
        assertThatThrownBy(reading).isInstanceOf(ConfigException.class).hasMessageContainingAll(parts);
    }

    private static String market(String horizon, String actions) {
        return """
                {'horizon': %s, 'initial': {'s': 1},
                 'agents': [{'name': 'a', 'types': {'distribution': {'kind': 'uniform', 'low': [0], 'high': [1]}}}],
                 'actions': [
                %s]}""".formatted(horizon, actions);
    }

    private static String finite(String actions) {
        return market("{'kind': 'finite'}", actions);
    }

    /** 0.3 and 0.7 are the doubles that stand for 3/10 and 7/10. */
    @Test
    void probabilitiesAreTheDecimalsOfTheFile() {
        Environment market = EnvironmentFile.read(TWO_LICENCES).environment();
        Transitions transitions = market.mdp().transitions();
        int first = transitions.begin(0);
        BigDecimal boom = BigDecimal.valueOf(transitions.probability(first));
        BigDecimal bust = BigDecimal.valueOf(transitions.probability(first + 1));
        assertThat(boom).isEqualTo(new BigDecimal("0.3"));
        assertThat(boom.add(bust)).isEqualByComparingTo(BigDecimal.ONE);
    }

    /** Thirds in ten digits miss 1 by 1e-10, and are read as thirds. */
    @Test
    void probabilitiesAreNormalised() throws IOException {
        Environment market = read("""
                {"initial": {"s": 1},
                 "agents": [{"name": "a", "types": {"distribution": {"kind": "point", "value": [1]}}}],
                 "actions": [
                   {"state": "s", "name": "go", "next": {"x": 0.3333333333, "y": 0.3333333333, "z": 0.3333333333}},
                   {"state": "x", "name": "go", "next": {}},
                   {"state": "y", "name": "go", "next": {"z": 1}},
                   {"state": "z", "name": "go", "next": {}}]}""").environment();
        assertThat(market.mdp().transitions().probability(0)).isEqualTo(1.0 / 3);
        Stages stages = Stages.of(market.mdp());
        assertThat(stages.of(3)).as("z is entered at two depths").isEqualTo(2);
    }

    /** What the schema knows: wrong keys and values, each with its line, at once. */
    @Test
    void faultsOfValuesComeAllAtOnce() {
        assertRefused(
                """
                {'horizon': {'kind': 'finit'},
                 'initial': {'s': -1},
                 'agents': [{'name': '', 'types': {'distribution': {'kind': 'uniform', 'low': [0]}}}],
                 'actions': [
                   {'state': 's', 'nam': 'go', 'next': {'t': 1.5}, 'designer': 1e16},
                   {'state': 's', 'name': 'stay', 'next': {}, 'losses': {'x': 'much'}}]}""",
                "x.json:1: horizon.kind = finit must be finite, discounted, total or average",
                "x.json:2: initial.s = -1 must be at least 0",
                "x.json:3: agents[0].name",
                "x.json:3: agents[0].types.distribution.high is missing",
                "x.json:5: actions[0].name is missing",
                "x.json:5: actions[0].nam is not a known key",
                "x.json:5: actions[0].next.t = 1.5 must be at most 1",
                "x.json:5: actions[0].designer",
                "x.json:6: actions[1].losses.x");
    }

    /** What only the names and sums show, each with its line, at once. */
    @Test
    void faultsOfMeaningComeAllAtOnce() {
        assertRefused(
                finite("""
                {'state': 's', 'name': 'go', 'next': {'t': 0.5, 'u': 0.4}, 'rewards': {'b': {'type': [1]}}},
                {'state': 's', 'name': 'go', 'next': {}, 'rewards': {'a': {'type': [1, 2]}}},
                {'state': 't', 'name': 'end', 'next': {}, 'needs': ['nobody'], 'losses': {'revenue': 1}}"""),
                "x.json has 7 faults",
                "x.json:4: actions[0].next = {t: 0.5, u: 0.4} has probabilities that sum to 0.9 and must sum to 1",
                "names a state \"u\", and there is none\n  Maybe s.",
                "x.json:4: actions[0].rewards = {b: {type: [1]}} names an agent \"b\", and there is none\n  Maybe a.",
                "x.json:5: actions[1].name = go is there already in state \"s\", as actions[0] in line 4",
                "x.json:5: actions[1].rewards.a.type = [1, 2] has 2 coefficients and her type has dimension 1",
                "x.json:6: actions[2].needs[0] = nobody names an agent \"nobody\"",
                "x.json:6: actions[2].losses.revenue = 1 has a name that means something else");
    }

    @Test
    void cyclesAndStatesOutOfReachAreNamed() {
        assertRefused(
                finite("""
                {'state': 's', 'name': 'go', 'next': {'t': 1}},
                {'state': 't', 'name': 'back', 'next': {'u': 1}},
                {'state': 'u', 'name': 'on', 'next': {'t': 0.5, 'v': 0.5}},
                {'state': 'v', 'name': 'end', 'next': {}},
                {'state': 'lost', 'name': 'end', 'next': {}}"""),
                "x.json:5: actions[1].state = t lies on a cycle, t -> u -> t, which a finite horizon without periods does not"
                        + " allow",
                "x.json:8: actions[4].state = lost cannot be reached");
    }

    @Test
    void runsThatAreCountedPerPeriodMustNotEnd() {
        assertRefused(
                market("{'kind': 'average'}", "{'state': 's', 'name': 'end', 'next': {}}"),
                "actions[0].next = {} ends the run, and an average horizon counts what a run earns per period, for ever");
    }

    /** Without her the first action is impossible, and the second leads where she is needed. */
    @Test
    void aMarketThatCannotBeRunWithoutAnAgentIsRefused() {
        String actions = """
                {'state': 's', 'name': 'work', 'next': {}, 'needs': ['a']},
                {'state': 's', 'name': 'wait', 'next': {'t': 1}},
                {'state': 't', 'name': 'work', 'next': {}, 'needs': ['a']}""";
        assertRefused(
                finite(actions), "x.json:1: initial.s = 1 starts a run that cannot go on without a, so nothing says");
    }

    /** What leads where she is needed sooner or later is masked, too. */
    @Test
    void actionsThatLeadToNeedAreMasked() throws IOException {
        Environment market = read(finite("""
                {'state': 's', 'name': 'wait', 'next': {'t': 1}},
                {'state': 's', 'name': 'end', 'next': {}},
                {'state': 't', 'name': 'work', 'next': {}, 'needs': ['a'], 'rewards': {'a': {'type': [-1]}}}""").replace('\'', '"')).environment();
        Absence.Masked masked = (Absence.Masked) market.absence();
        // Pairs: s wait 0, s end 1, t work 2.
        assertThat(masked.needs().get(0).toString()).isEqualTo("{0, 2}");
        assertThat(market.notes()).noneMatch(note -> note.contains("may lose"));
    }

    /** A cost without a need: she may lose, and the notes say where. */
    @Test
    void aCostThatNeedsNobodyIsNoted() throws IOException {
        Environment market = read(finite("{'state': 's', 'name': 'work', 'next': {}, 'rewards': {'a': {'type': [-1]}}}")
                        .replace('\'', '"'))
                .environment();
        assertThat(market.notes()).anyMatch(note -> note.startsWith("a may lose by taking part: \"s: work\""));
    }

    /** Two states that one can stay in for ever, without a way from one to the other: the gain depends on the state. */
    @Test
    void gainsMayDependOnTheState() throws IOException {
        Environment market =
                read(market("{'kind': 'average'}", """
                {'state': 's', 'name': 'left', 'next': {'l': 1}},
                {'state': 's', 'name': 'right', 'next': {'r': 1}},
                {'state': 'l', 'name': 'stay', 'next': {'l': 1}},
                {'state': 'r', 'name': 'stay', 'next': {'r': 1}}""").replace('\'', '"')).environment();
        assertThat(market.mdp().stateCount()).isEqualTo(3);
    }

    /** Means of 20,000 draws within four standard errors, and all within the support. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'kind': 'uniform', 'low': [1], 'high': [3]                                | 2       | 0.578
            'kind': 'point', 'value': [0.5]                                           | 0.5     | 0.001
            'kind': 'discrete', 'values': [[1], [4]], 'weights': [2, 1]               | 2       | 1.415
            'kind': 'normal', 'mean': [1], 'deviation': [2]                           | 1       | 2
            'kind': 'normal', 'mean': [0], 'deviation': [1], 'low': [0]               | 0.79788 | 0.603
            'kind': 'normal', 'mean': [0], 'deviation': [1], 'low': [3], 'high': [4]  | 3.26593 | 0.22
            'kind': 'normal', 'mean': [0], 'deviation': [1], 'high': [-6]             | -6.1585 | 0.155
            'kind': 'exponential', 'mean': [2]                                        | 2       | 2
            'kind': 'exponential', 'mean': [1], 'high': [1]                           | 0.41802 | 0.282
            'kind': 'beta', 'alpha': [2], 'beta': [3]                                 | 0.4     | 0.2
            'kind': 'empirical', 'file': 'rows.npy'                                   | 2       | 0.817
            """)
    void typesAreDrawnFromTheirDistribution(String distribution, double mean, double deviation) throws IOException {
        Npy.write(folder.resolve("rows.npy"), new NpyArray(new double[] {1, 2, 3}, 3, 1));
        Environment market = read(finite("{'state': 's', 'name': 'end', 'next': {}}")
                        .replaceAll("'kind': 'uniform'.*?\\]}", distribution + "}")
                        .replace('\'', '"'))
                .environment();
        Agent agent = market.agents().get(0);
        Profiles drawn = Profiles.draw(market.agents(), new RandomStream(1, "types"), 0, 20_000);
        double sum = 0;
        for (int b = 0; b < drawn.count(); b++) {
            assertThat(agent.types().supports(drawn.type(0, 0, b))).isTrue();
            sum += drawn.type(0, 0, b);
        }
        assertThat(sum / drawn.count()).isCloseTo(mean, within(4 * deviation / Math.sqrt(drawn.count())));
        assertThat(agent.types().reach(0)).isFinite();
    }

    @Test
    void distributionsThatAreNoneAreRefused() {
        String market = finite("{'state': 's', 'name': 'end', 'next': {}}");
        assertRefused(
                market.replace("'high': [1]", "'high': [-1]"), "low = 0.0, high = -1.0 must be finite and in order");
        assertRefused(market.replace("'high': [1]", "'high': [1, 2]"), "high has 2 numbers and the dimension is 1");
        assertRefused(
                market.replaceAll("'kind': 'uniform'.*?\\]}", "'kind': 'empirical', 'file': 'none.npy'}"),
                "x.json:2: agents[0].types.distribution",
                "none.npy is not a file");
        assertRefused(
                market.replaceAll("'kind': 'uniform'.*?\\]}", "'kind': 'empirical', 'file': '../x.npy'}"),
                "must lie in the environment file's folder or below");
    }

    /** What a market is may take paragraphs: no name, and nothing shows it. */
    @Test
    void aDescriptionMayBeLong() throws IOException {
        String paragraphs = "A paragraph of a few words.\\n\\n".repeat(100);
        Path file = Files.writeString(folder.resolve("described.json"), """
                {"description": "%s",
                 "initial": {"s": 1},
                 "agents": [{"name": "a", "types": {"distribution": {"kind": "point", "value": [1]}}}],
                 "actions": [{"state": "s", "name": "keep", "next": {}}]}
                """.formatted(paragraphs));
        assertThat(EnvironmentFile.read(file).environment().agentCount()).isEqualTo(1);
    }
}
