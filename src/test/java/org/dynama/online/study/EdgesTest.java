package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.config.Document;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.OnlineStudy;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.study.Soundness.Check;
import org.dynama.study.Soundness.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends of what can be simulated, and what messages recommend there. */
class EdgesTest {
    private static final OnlineStudy STUDY = new OnlineStudy();
    private static final Pattern HINT = Pattern.compile("Maybe ([\\w.]+): ([0-9.Ee-]+)\\.(?:\\n|$)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private OnlineSpec spec(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("edge.yaml"), text);
        return STUDY.read(Document.read(file, STUDY.schema(), List.of()));
    }

    private static SeedRun first(OnlineSpec spec) {
        return spec.cases()
                .get(0)
                .running(spec.keys().kind(), new RandomStream(1, "online"))
                .run(0, share -> {});
    }

    private static Check coverage(OnlineSpec spec) {
        CaseSummary summary = new CaseSummary(spec.cases().get(0), SeedRuns.of(List.of(first(spec), first(spec))));
        CaseRecord record = summary.record(1, summary, List.of());
        return new OnlineSoundness(List.of(record), 2).checked().checks().get(1);
    }

    private static String recommended(Throwable refused) {
        Matcher hint = HINT.matcher(refused.getMessage());
        assertThat(hint.find()).as(refused.getMessage()).isTrue();
        return hint.group(2);
    }

    /** The delta that a message recommends works, and so does the largest that it names. */
    @ParameterizedTest
    @ValueSource(strings = {"0.5", "0.0625", "0", "{scale: 40}"})
    void theRecommendedDeltaWorks(String delta) throws IOException {
        String text =
                "kind: mdp\nrounds: 20000\nmarket: {kind: anything, agents: 3, states: 4}\nmechanisms: [{delta: %s}]\n";
        Throwable refused = catchThrowable(() -> spec(text.formatted(delta)));
        String better = recommended(refused);
        assertThat(first(spec(text.formatted(better))).facts()).containsEntry("infeasible", 0.0);
        Matcher largest = Pattern.compile("the largest that works is (\\S+)").matcher(refused.getMessage());
        if (largest.find()) {
            assertThat(first(spec(text.formatted(largest.group(1)))).facts()).containsEntry("infeasible", 0.0);
        }
    }

    /** What a message recommends is taken, whichever key it speaks of. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mdp    | kind: single-item, motion: demand-cycle, states: 3, alpha: KEY | 0.9
            mdp    | kind: single-item, motion: demand-cycle, states: 3, alpha: KEY | 0.2
            mdp    | kind: single-item, motion: demand-cycle, states: KEY           | 4
            mdp    | kind: single-item, states: 7, alpha: KEY                       | 0.2
            mdp    | kind: multi-unit, agents: 30, states: 1, items: KEY            | 90
            mdp    | kind: combinatorial, agents: 9, states: 1, items: KEY          | 20
            bandit | kind: single-item, agents: 2, values: [0.5, 3], ceiling: KEY   | 2
            """)
    void whatIsRecommendedIsTaken(String kind, String market, String refused) {
        String text = "kind: " + kind + "\nrounds: 1\nmarket: {" + market
                + "}\nmechanisms: [{name: x%s}]\n".formatted(kind.equals("mdp") ? ", model: known, delta: 0" : "");
        Throwable refusal = catchThrowable(() -> spec(text.replace("KEY", refused)));
        assertThat(refusal).isNotNull();
        String better = recommended(refusal);
        boolean isCount = market.contains("items: KEY");
        // A million allocations are named, not listed: the tables of so many are another question.
        String small = isCount ? String.valueOf(Math.min(2, Integer.parseInt(better))) : better;
        assertThatCode(() -> spec(text.replace("KEY", small))).doesNotThrowAnyException();
    }

    /** A run that ends before the first confidence set says so; without noise sets are made, and they hold. */
    @Test
    void whatIsTooShortToLearnIsNotTested() throws IOException {
        assertThat(coverage(spec("kind: mdp\nrounds: 1000\n")).status()).isEqualTo(Status.NOT_TESTED);
        assertThat(coverage(spec("kind: bandit\nrounds: 5\n")).status()).isEqualTo(Status.NOT_TESTED);
        Check sure = coverage(spec("kind: bandit\nrounds: 50\nmarket: {kind: single-item, noise: 0}\n"));
        assertThat(sure.status()).isEqualTo(Status.HOLDS);
        assertThat(sure.says()).contains("100.0 %");
    }

    /** Twenty bidders have 21 allocations, and a thousand 1,001. */
    @ParameterizedTest
    @CsvSource({"20, 2", "1000, 1"})
    void oneItemIsSoldToMany(int agents, int states) throws IOException {
        SeedRun run = first(spec("kind: mdp\nrounds: 2000\nmarket: {kind: single-item, agents: " + agents + ", states: "
                + states + "}\nmechanisms: [{delta: 0, model: known}]\n"));
        assertThat(run.curves()).hasSizeGreaterThan(2 * agents);
        // The designer knows the market: nothing is lost but by rounding.
        assertThat(run.last("welfare")).isCloseTo(0, within(1e-6));
        assertThat(run.facts().get("worstIdentity")).isLessThan(1e-9);
    }

    /** Programs that no update would end in are refused by their parts, with what would do. */
    @Test
    void whatCannotBeLearnedIsRefusedByItsParts() {
        assertThatThrownBy(() -> spec("kind: mdp\nmarket: {kind: single-item, agents: 1000, states: 4}\n"))
                .hasMessageContaining("linear programs of 20,024 rows: 16,016 for moves, 4,004 for its 4,004"
                        + " state-action pairs and 4 for its states; 2,000 are the most")
                .hasMessageContaining("Maybe at most 99 actions with these 4 states, or model: known.");
        assertThatCode(() -> spec("kind: mdp\nrounds: 1\nmarket: {kind: anything, agents: 6, states: 4}\n"))
                .doesNotThrowAnyException();
    }

    /** In one state a market that moves is one whose rounds are alike: VCG's prices are the same in both papers. */
    @Test
    void oneStateJoinsThePapers() throws IOException {
        Files.writeString(folder.resolve("one.yaml"), """
                states: [always]
                actions: [keep, to 1, to 2, to 3]
                kernel: [[[1], [1], [1], [1]]]
                designer: [[0, 0, 0, 0]]
                agents: [[[0, 0.8, 0, 0]], [[0, 0, 0.55, 0]], [[0, 0, 0, 0.3]]]
                """);
        OnlineSpec moving = spec("""
                kind: mdp
                rounds: 30000
                market: {kind: file, file: one.yaml}
                mechanisms: [{delta: 0.05, radius: 0.2}]
                """);
        Reals prices = moving.cases().get(0).baseline().prices();
        Reals still = spec("kind: bandit\nmarket: {kind: single-item, agents: 3, values: [0.8, 0.55, 0.3]}\n")
                .cases()
                .get(0)
                .baseline()
                .prices();
        for (int i = 0; i < 3; i++) {
            assertThat(prices.get(i)).isCloseTo(still.get(i), within(1e-12));
        }
        Map<String, Double> facts = first(moving).facts();
        assertThat(facts.get("updates")).isGreaterThan(3);
        assertThat(facts.get("worstDeviation")).isPositive();
    }

    /** A market that hardly moves: programs, baselines and phases longer than any number all come to an end. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-6, 1e-9, 1e-12})
    void whatHardlyMovesIsSimulated(double leaves) throws IOException {
        double stays = 1 - leaves;
        String row = "[%s, %s], [%s, %s]";
        Files.writeString(
                folder.resolve("near.yaml"),
                "states: [a, b]\nactions: [keep, sell]\ndesigner: [[0, 0.1], [0, 0.1]]\n"
                        + "agents: [[[0, 0.5], [0, 0.3]]]\nkernel: [["
                        + row.formatted(stays, leaves, stays, leaves) + "], ["
                        + row.formatted(leaves, stays, 2 * leaves, 1 - 2 * leaves) + "]]\n");
        String text = "kind: mdp\nrounds: 3000\nmarket: {kind: file, file: near.yaml}\nmechanisms: [{delta: 0.05%s}]\n";
        SeedRun learned = first(spec(text.formatted("")));
        assertThat(learned.last("welfare")).isFinite();
        SeedRun known = first(spec(text.formatted(", model: known")));
        assertThat(known.facts()).containsEntry("infeasible", 0.0);
        // Selling in both states, a is left at the rate leaves, b at twice that: two thirds of all rounds are spent in
        // a.
        OnlineSpec exact = spec(text.replace("0.05%s", "0, model: known"));
        assertThat(first(exact).last("welfare")).isCloseTo(0, within(1e-6));
        assertThat(exact.cases().get(0).baseline().prices().get(0)).isCloseTo(0, within(1e-9));
    }
}
