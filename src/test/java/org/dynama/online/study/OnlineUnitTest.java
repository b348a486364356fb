package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.ama.objective.Estimate;
import org.dynama.config.Document;
import org.dynama.online.OnlineStudy;
import org.dynama.online.regret.Regrets;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values, noise and ceilings in another unit of money: the same runs in that unit, and the same verdicts. */
class OnlineUnitTest {
    private static final OnlineStudy STUDY = new OnlineStudy();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static final String LIES = """
            lies: [{agent: 2, factor: 0.5}, {agent: 1, kind: squash, target: |0.5|, strength: 0.5},
                   {agent: 1, kind: price, factor: 0.5, threshold: |0.02|}, {agent: 1, kind: flip, up: 0.2, down: 0.1},
                   {agent: 2, kind: adapt, factor: 0.5, stretch: 40}, {agent: 1, kind: one, component: 1, factor: 0.2},
                   {agent: 2, kind: BEST, episodes: [1], group: two}, {agent: 1, factor: 0.7, until: 90, group: two}]
            """;

    /** A spec of kind bandit; amounts of money are in bars. */
    private static String bandit(String market, String more) {
        return "kind: bandit\nrounds: 150\nname: same\nmarket: {" + market + "}\nmechanisms: [{data: etc, name: etc"
                + more + "}, {sigma: |0.25|, name: opt, f: upper, charged: everyone" + more + "}]\n"
                + LIES;
    }

    /** The same of kind mdp. */
    private static String mdp(String market) {
        return "kind: mdp\nrounds: 3000\nname: same\nmarket: {" + market
                + "}\nmechanisms: [{name: epsilon, delta: EPSILON}, {name: delta, delta: 0.04, favour: agents}]\n"
                + LIES;
    }

    /** Every world, each with every kind of lie, in a file where the world is one. */
    static List<String> specs() {
        String values = "agents: 3, values: [|0.8|, |0.6|, |0.3|], ceiling: |1|, noise: |0.5|, noiseIs: deviation";
        return Stream.of(
                        dear(bandit("kind: single-item, " + values, "")),
                        bandit("kind: ad-slots, clickRates: [1, 0.4], realisations: clicks, " + values, ""),
                        bandit(
                                "kind: service-levels, demand: [1, 2], benefit: [0.5, 1], cost: [|0.1|, |0.2|], capacity: 3,"
                                        + " designerNoise: |0.1|, " + values,
                                ", designer: learned"),
                        bandit("kind: table, file: TABLE, ceiling: |1|, noise: |0.3|, noiseIs: deviation", ""),
                        bandit("kind: file, file: ROUNDS", ""),
                        dear(mdp(
                                "kind: multi-unit, agents: 2, items: 2, states: 2, alpha: 0.2, noise: uniform, spread: |0.1|,"
                                        + " ceiling: |0.5|, agentCeiling: |1|")),
                        mdp("kind: combinatorial, agents: 2, items: 1, states: 1, ceiling: |0.5|, agentCeiling: |1|"),
                        mdp(
                                "kind: single-item, motion: demand-cycle, agents: 2, states: 3, ceiling: |0.5|, agentCeiling: |1|"),
                        mdp("kind: anything, agents: 2, states: 2, alpha: 0.2, ceiling: |0.5|, agentCeiling: |1|"),
                        mdp("kind: file, file: CHAIN"))
                .map(OnlineUnitTest::cheap)
                .toList();
    }

    private static final Map<String, String> FILES = Map.of("TABLE", """
            allocations: [none, item]
            values: [[0, |0.9|], [0, |0.4|]]
            outcomes: [{give: [item, none], designer: |-0.1|}, {give: [none, item]}]
            """, "ROUNDS", """
            {'initial': {'s': 1},
             'agents': [{'name': 'a', 'types': ['x'], 'values': {'x': |0.9|}}, {'name': 'b', 'types': ['x'], 'values': {'x': |0.4|}}],
             'actions': [{'state': 's', 'name': 'a wins', 'next': {}, 'rewards': {'a': {'type': [1]}}},
                         {'state': 's', 'name': 'b wins', 'next': {}, 'rewards': {'b': {'type': [1]}}}],
             'observation': {'ceiling': |1|, 'noise': {'kind': 'gaussian', 'deviation': |0.3|}}}
            """, "CHAIN", """
            states: [low, high]
            actions: [keep, sell]
            kernel: [[[0.5, 0.5], [0.7, 0.3]], [[0.4, 0.6], [0.8, 0.2]]]
            designer: [[|0|, |0.1|], [|0|, |0.2|]]
            agents: [[[|0|, |0.5|], [|0|, |0.9|]], [[|0.3|, |0|], [|0.4|, |0|]]]
            agentCeiling: |1|
            ceiling: |0.5|
            """);

    /** The dearest keys stand in one world of each kind. */
    private static String cheap(String spec) {
        return spec.replace("BEST", "flip, up: 0.4").replace("EPSILON", "0.03");
    }

    private static String dear(String spec) {
        return spec.replace("BEST", "search").replace("EPSILON", "{epsilon: |0.1|}");
    }

    private static String times(String text, double factor) {
        String[] parts = text.split("\\|", -1);
        for (int k = 1; k < parts.length; k += 2) {
            parts[k] = Double.toString(Double.parseDouble(parts[k]) * factor);
        }
        return String.join("", parts);
    }

    private OnlineRecord run(String spec, double factor) throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            String text = times(file.getValue(), factor).replace('\'', '"');
            Files.writeString(folder.resolve(file.getKey()), text);
        }
        Path file = Files.writeString(folder.resolve("spec.yaml"), times(spec, factor));
        return Records.of(STUDY.read(Document.read(file, STUDY.schema(), List.of())), 2);
    }

    private static List<Double> amounts(OnlineRecord run, double factor) {
        List<Double> all = new ArrayList<>();
        for (CaseRecord one : run.cases()) {
            for (List<Estimate> curve : one.curves().values()) {
                curve.forEach(estimate -> all.add(estimate.mean() * factor));
                curve.forEach(estimate -> all.add(estimate.standardError() * factor));
            }
            one.baseline().prices().stream().forEach(price -> all.add(price * factor));
            Objects.requireNonNull(one.baseline().utilities()).stream().forEach(utility -> all.add(utility * factor));
            one.baseline().floors().values().forEach(floor -> all.add(floor * factor));
            all.add(one.fact("worstIdentity").largest() * factor);
            for (FoundLie lie : Objects.requireNonNull(one.found())) {
                lie.offsets().forEach(row -> row.stream().forEach(offset -> all.add(offset * factor)));
                all.add(lie.searchGain() * factor);
            }
        }
        return all;
    }

    /** What must not hang on rounding: the verdict, altered reports, lies without effect, covered truths. */
    private static List<String> verdicts(OnlineRecord run) {
        List<String> all = new ArrayList<>(List.of(STUDY.soundness(run).verdict()));
        run.cases()
                .forEach(one ->
                        all.add(one.facts().get(Hearing.CHANGED) + " " + one.withoutEffect() + one.fact("covered")));
        return all;
    }

    /** Everything else that is no amount: slopes, shares, factors of found lies. */
    private static List<String> shares(OnlineRecord run) {
        List<String> all = new ArrayList<>();
        for (CaseRecord one : run.cases()) {
            String found = Objects.requireNonNull(one.found()).stream()
                    .map(lie -> lie.factors() + " " + lie.tried())
                    .collect(Collectors.joining());
            all.add(one.growth() + " " + one.fact("belowZero") + one.fact("worstDeviation") + found);
        }
        return all;
    }

    /**
     * Times a power of two, every amount is that times what it was, to the last bit; times 1e-9 and 1e9, which round, but for
     * rounding. All else is the same.
     */
    @ParameterizedTest
    @MethodSource("specs")
    void nothingButAmountsChanges(String spec) throws IOException {
        OnlineRecord one = run(spec, 1);
        List<Double> wanted = amounts(one, 1);
        double largest = wanted.stream()
                .filter(Double::isFinite)
                .mapToDouble(Math::abs)
                .max()
                .orElseThrow();
        for (double factor : new double[] {0x1p33, 1e-9, 1e9}) {
            OnlineRecord other = run(spec, factor);
            List<Double> found = amounts(other, 1 / factor);
            for (int k = 0; k < wanted.size(); k++) {
                assertThat(found.get(k)).isCloseTo(wanted.get(k), within(factor == 0x1p33 ? 0 : 1e-9 * largest));
            }
            assertThat(verdicts(other)).isEqualTo(verdicts(one));
            if (factor == 0x1p33) {
                assertThat(shares(other)).isEqualTo(shares(one));
            }
        }
    }

    /** What is above its ceiling is refused in its own unit, with the ceiling that would do. */
    @Test
    void valuesAboveTheCeilingAreRefused() {
        assertThatThrownBy(() -> run(specs().get(0).replace("ceiling: |1|", "ceiling: 0.7"), 1))
                .hasMessageContaining("value = 0.8 of agent 1 for allocation 1 must lie in [0, 0.7]")
                .hasMessageContaining("Maybe market.ceiling: 0.8.");
    }

    /** What is written has one order of keys, whichever Java starts. */
    @Test
    void floorsStandInTheOrderOfRegrets() throws IOException {
        assertThat(run(specs().get(5), 1).cases().get(0).baseline().floors().keySet())
                .containsExactly(Regrets.WELFARE, Regrets.DESIGNER, Regrets.AGENTS);
    }
}
