package org.dynama.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dynama.ama.study.SearchRecord;
import org.dynama.ama.view.SampleRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep's pages claim no more than its rows. */
class SweepPageTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static SweepCell cell(int agents, Map<String, Double> published) {
        Map<String, JsonNode> chosen = new LinkedHashMap<>();
        chosen.put("environment.agents", IntNode.valueOf(agents));
        chosen.put("environment.types", TextNode.valueOf("uni|<b>"));
        return new SweepCell("agents-" + agents, chosen, published);
    }

    private SweepRow done(int agents, Map<String, Double> published) throws IOException {
        SearchRecord sample = SampleRuns.record("cell", 5, 3, new Random(1));
        return SweepRow.done(cell(agents, published), SampleRuns.bare(folder.resolve("cell"), sample, 3));
    }

    /** The sample's revenue is 1.6247 ± 0.0034: 1.62 is not beaten clearly. */
    private SweepTable table() throws IOException {
        return new SweepTable(
                "sales & co",
                List.of(
                        done(2, Map.of("vcg", 9.0, "theirs", 1.5, "bound", 9.0)),
                        done(3, Map.of("theirs", 1.62)),
                        SweepRow.failed(cell(4, Map.of("theirs", 1.0078)), "it <broke>"),
                        SweepRow.waiting(cell(5, Map.of()))));
    }

    @Test
    void onlyClearGainsCountAsBetter() throws IOException {
        SweepTable table = table();
        assertThat(SweepPage.verdict(table))
                .isEqualTo("1 of 2 cells are better than the best published number by more than two of our standard"
                        + " errors; not so: agents\u00a03, types\u00a0uni|<b>.");
        assertThat(SweepPage.beatsBy(table.rows().get(0))).isEqualTo("0.1247 ± 0.0034 (8.31 ± 0.23%)");
    }

    @Test
    void thePageShowsWhatIsDoneAndWhatFailed() throws IOException {
        String page = SweepPage.of(table());

        assertThat(page)
                .contains("sales &amp; co", "Sweep of 4 cells, 2 done, 1 failed.")
                .contains("it &lt;broke&gt;", "Beside published numbers", "best published")
                .doesNotContain("<b>", "<script");
    }

    @Test
    void aSweepWithoutPublishedNumbersHasNoneOnItsPage() throws IOException {
        SweepTable table = new SweepTable("plain", List.of(done(2, Map.of())));

        String page = SweepPage.of(table);
        assertThat(page.substring(page.indexOf("<body>"))).contains("1.6247").doesNotContain("published");
        assertThat(SweepMarkdown.of(table)).doesNotContain("published").contains("| agents | types | **ours** | VCG |");
    }

    @Test
    void keysThatAreSetStandBesideTheTable() {
        assertThat(SweepKeys.sentence("name: x\nenvironment: {kind: gridworld, size: [3, 4]}\nseed: 1\n"))
                .isEqualTo("Keys that are set: `environment.kind: gridworld`, `seed: 1`."
                        + " All others but those of the columns are defaults.");
    }

    /** Every line of a Markdown table has as many cells as its head. */
    @Test
    void markdownHasARowForEachCell() throws IOException {
        List<String> lines = SweepMarkdown.of(table())
                .lines()
                .filter(line -> line.startsWith("|"))
                .toList();

        assertThat(lines)
                .hasSize(6)
                .allSatisfy(line -> assertThat(line.replace("\\|", "").split("\\|", -1))
                        .hasSameSizeAs(lines.get(0).split("\\|", -1)));
        assertThat(lines.get(2)).contains("uni\\|<b>", "**1.6247** ± 0.0034");
        assertThat(lines.get(4)).contains("| 1.0078 |", "failed");
        assertThat(lines.get(5)).contains("waiting");
    }
}
