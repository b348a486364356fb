package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.online.OnlineStudy;
import org.dynama.online.regret.Regrets;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lies that lie, alone and together, from a spec to its record. */
class LiesTest {
    private static final OnlineStudy STUDY = new OnlineStudy();
    private static final String COINS = """
            kind: mdp
            rounds: 4000
            pointsPerDecade: 1
            seeds: 2
            market: {kind: single-item, agents: 2, states: 2, alpha: 0.2}
            mechanisms: [{delta: 0.1}]
            """;
    private static final String CLICKS = """
            kind: bandit
            rounds: 300
            seeds: 2
            market: {kind: ad-slots, agents: 3, clickRates: [1, 0.5], realisations: clicks}
            mechanisms: [{f: upper}]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private OnlineRecord record(String text, String lies) throws IOException {
        Path file = Files.writeString(folder.resolve("lies.yaml"), text + "lies: " + lies + "\n");
        OnlineSpec spec = STUDY.read(Document.read(file, STUDY.schema(), List.of()));
        return Records.of(spec, 2);
    }

    private List<CaseRecord> cases(String text, String lies) throws IOException {
        return record(text, lies).cases();
    }

    /** Of coins, who scales up says what she would have said: a failed check by name, and no gain at all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {agent: 1, factor: 1.5}                          | agent 1 inflates to 1.5
            {agent: 2, kind: one, component: 99, factor: 0}  | agent 2 value 99 times 0.0 plus 0.0
            {agent: 2, kind: flip}                           | agent 2 reports
            {agent: 1, kind: price, threshold: 9}            | agent 1 times 0.5 when charged more than 9.0
            {agent: 1, kind: squash, strength: 0}            | agent 1 squashes by 0.0 to 0.5
            """)
    void whatAltersNoReportIsNoLie(String lie, String name) throws IOException {
        OnlineRecord record = record(COINS, "[{agent: 1, factor: 0.5}, " + lie + "]");
        CaseRecord without = record.cases().get(2);
        assertThat(without.withoutEffect()).containsExactly(without.title().liar());
        assertThat(without.gain()).isNull();
        assertThat(without.fact(Hearing.CHANGED).largest()).isZero();
        assertThat(STUDY.soundness(record).failures())
                .singleElement()
                .satisfies(says -> assertThat(says)
                        .startsWith("1 lie alters no report that the mechanism hears, and is none")
                        .contains(name));
        assertThat(STUDY.columns(record)).containsEntry(name + ": gain", null);
    }

    /** Every other kind lies, in markets of either kind, and the number of altered reports says how much. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: scale, factor: 0.5",
                "kind: squash",
                "kind: one, component: 1, factor: 0",
                "kind: flip, up: 0.3",
                "kind: flip, down: 0.3, until: 200",
                "kind: adapt, stretch: 50",
                "kind: search"
            })
    void everyKindOfLieLies(String lie) throws IOException {
        for (String text : List.of(COINS, CLICKS)) {
            OnlineRecord record = record(text, "[{agent: 1, " + lie + "}]");
            CaseRecord one = record.cases().get(1);
            assertThat(one.fact(Hearing.CHANGED).largest()).isPositive().isLessThanOrEqualTo(4000);
            assertThat(one.gain()).isNotNull();
            assertThat(STUDY.soundness(record).holds()).isTrue();
        }
    }

    /** Several liars gain together what they gain one by one, on the seeds of the truth; each must lie. */
    @Test
    void severalLieAtOnce() throws IOException {
        List<CaseRecord> cases = cases(
                COINS,
                "[{agent: 1, factor: 0.5, group: both}, {agent: 2, kind: flip, up: 0.5}, "
                        + "{agent: 2, kind: flip, up: 0.5, group: both}]");
        CaseRecord both = cases.get(1);
        assertThat(both.title().liars()).containsExactly(1, 2);
        assertThat(both.title().lies()).isEqualTo("agent 1 shades to 0.5 and agent 2 reports all with probability 0.5");
        assertThat(both.last(CaseRecord.GAIN).mean())
                .isCloseTo(
                        (cases.get(0).last("agent 1").mean()
                                        + cases.get(0).last("agent 2").mean()
                                        - both.last(Regrets.agent(1)).mean()
                                        - both.last(Regrets.agent(2)).mean())
                                / 4000,
                        within(1e-12));
        assertThat(both.fact(Hearing.changed(1)).mean()
                        + both.fact(Hearing.changed(2)).mean())
                .isEqualTo(both.fact(Hearing.CHANGED).mean());
        assertThat(cases.get(2).title().liars()).containsExactly(2);
        String oneOfTwo = "[{agent: 1, factor: 0.5, group: g}, {agent: 2, factor: 2, group: g}]";
        CaseRecord half = cases(COINS, oneOfTwo).get(1);
        assertThat(half.withoutEffect()).containsExactly(2);
    }

    /** A lie that a search found is stored with the keys of a spec, and told again it earns the same to the last bit. */
    @ParameterizedTest
    @ValueSource(strings = {COINS, CLICKS})
    void aFoundLieIsToldAgain(String text) throws IOException {
        CaseRecord searched =
                cases(text, "[{agent: 1, kind: search, episodes: [1, 3]}]").get(1);
        FoundLie found = searched.found().get(0);
        assertThat(found.tried()).isGreaterThan(18);
        assertThat(searched.lies()).endsWith(": " + found.says());
        String keys = "[{agent: 1, kind: table, episodes: %s, factors: %s, offsets: %s}]"
                .formatted(found.episodes(), found.factors(), found.offsets());
        CaseRecord again = cases(text, keys).get(1);
        assertThat(again.curves()).isEqualTo(searched.curves());
        assertThat(again.facts().get(Hearing.CHANGED))
                .isEqualTo(searched.facts().get(Hearing.CHANGED));
    }

    /** What cannot be told is refused at its place. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {agent: 1, kind: flip, up: 0.7, down: 0.5}          | up + down = 1.2 must be at most 1
            {agent: 1, kind: table, factors: [[1]]}             | factors must have a row for each of 3 groups
            {agent: 1, kind: search, episodes: [1, 4, 4]}       | episodes = [1, 4, 4] must ascend from 1
            {agent: 3}                                          | must be one of 2 agents
            """)
    void whatCannotBeToldIsRefused(String lie, String says) {
        assertThatThrownBy(() -> cases(COINS, "[" + lie + ", {agent: 1, group: g}, {agent: 1, group: g}]"))
                .hasMessageContaining("has 2 faults")
                .hasMessageContaining(says)
                .hasMessageContaining("lies twice in group \"g\"");
    }
}
