package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.objective.Estimate;
import org.dynama.config.Document;
import org.dynama.online.OnlineStudy;
import org.dynama.online.regret.Regrets;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.StoredRun;
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

    /** Amounts of money are in bars. */
    static List<String> specs() {
        return List.of("""
                kind: bandit
                rounds: 400
                seeds: 4
                name: same
                market: {kind: single-item, agents: 3, values: [|0.8|, |0.6|, |0.3|], noise: |0.5|, noiseIs: deviation,
                         ceiling: |1|}
                mechanisms: [{data: etc, name: etc}, {sigma: |0.25|, name: opt}]
                lies: [{agent: 2, factor: 0.5}, {agent: 1, kind: squash, target: |0.5|, strength: 1},
                       {agent: 1, kind: price, factor: 0.5, threshold: |0.2|}]
                """, """
                kind: mdp
                rounds: 3000
                seeds: 2
                name: same
                market: {kind: multi-unit, agents: 2, items: 2, states: 2, alpha: 0.2, noise: uniform, spread: |0.1|,
                         ceiling: |0.5|, agentCeiling: |1|}
                mechanisms: [{name: epsilon, delta: {epsilon: |0.1|}}, {name: delta, delta: 0.01}]
                lies: [{agent: 1, factor: 1.5}]
                """);
    }

    private StoredRun<OnlineRecord> run(String spec, double factor) throws IOException {
        String[] parts = spec.split("\\|", -1);
        for (int k = 1; k < parts.length; k += 2) {
            parts[k] = Double.toString(Double.parseDouble(parts[k]) * factor);
        }
        Path file = folder.resolve("spec-" + factor + ".yaml");
        Files.writeString(file, String.join("", parts));
        Job<OnlineRecord> job = Job.of(STUDY, Document.read(file, STUDY.schema(), List.of()));
        return new Runner(Progress.SILENT).run(job, folder.resolve("run-" + factor), false);
    }

    private static List<Double> amounts(StoredRun<OnlineRecord> run, double factor) {
        List<Double> all = new ArrayList<>();
        for (OnlineRecord.CaseRecord one : run.record().cases()) {
            for (List<Estimate> curve : one.curves().values()) {
                curve.forEach(estimate -> all.add(estimate.mean() * factor));
                curve.forEach(estimate -> all.add(estimate.standardError() * factor));
            }
            one.baseline().prices().stream().forEach(price -> all.add(price * factor));
            one.baseline().floors().values().forEach(floor -> all.add(floor * factor));
            all.add(one.fact("worstIdentity").largest() * factor);
        }
        return all;
    }

    private static List<String> shares(StoredRun<OnlineRecord> run) {
        return run.record().cases().stream()
                .map(one ->
                        one.growth() + " " + one.fact("belowZero") + one.fact("covered") + one.fact("worstDeviation"))
                .toList();
    }

    /** Times a power of two, every amount is that times what it was, to the last bit; slopes and shares are the same. */
    @ParameterizedTest
    @MethodSource("specs")
    void powersOfTwoChangeNoBit(String spec) throws IOException {
        StoredRun<OnlineRecord> one = run(spec, 1);
        for (int power : new int[] {-20, 33}) {
            StoredRun<OnlineRecord> other = run(spec, Math.scalb(1.0, power));
            assertThat(amounts(other, 1)).isEqualTo(amounts(one, Math.scalb(1.0, power)));
            assertThat(shares(other)).isEqualTo(shares(one));
            assertThat(other.soundness().verdict()).isEqualTo(one.soundness().verdict());
        }
    }

    /** In any unit verdicts are the same, and regrets within two standard errors on the same seeds. */
    @ParameterizedTest
    @MethodSource("specs")
    void verdictsDoNotDependOnTheUnit(String spec) throws IOException {
        StoredRun<OnlineRecord> one = run(spec, 1);
        for (double factor : new double[] {1e-9, 1e-3, 7, 1e6, 1e12}) {
            StoredRun<OnlineRecord> other = run(spec, factor);
            assertThat(other.soundness().verdict()).isEqualTo(one.soundness().verdict());
            for (int k = 0; k < one.record().cases().size(); k++) {
                Estimate wanted = one.record().cases().get(k).last(Regrets.WELFARE);
                Estimate found = other.record().cases().get(k).last(Regrets.WELFARE);
                assertThat(found.mean() / factor).isCloseTo(wanted.mean(), within(2 * wanted.standardError() + 1e-9));
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
        assertThat(run(specs().get(1), 1)
                        .record()
                        .cases()
                        .get(0)
                        .baseline()
                        .floors()
                        .keySet())
                .containsExactly(Regrets.WELFARE, Regrets.DESIGNER, Regrets.AGENTS);
    }
}
