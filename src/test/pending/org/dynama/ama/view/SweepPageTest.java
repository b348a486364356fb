package org.dynama.ama.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dynama.ama.study.RunRecord;
import org.dynama.ama.study.SearchCells;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepRow;
import org.dynama.study.sweep.SweepRow.Status;
import org.dynama.study.sweep.SweepTable;
import org.junit.jupiter.api.Test;

/** A sweep's pages claim no more than its rows. */
class SweepPageTest {
    private static final RunRecord SAMPLE = SampleRuns.record("cell", 5, 3, new Random(1));

    private static SweepCell cell(int agents, Map<String, Double> published) {
        Document document = Document.parse("x.yaml", "environment: {kind: sequential-sales}", Schema.spec(), List.of());
        Map<String, JsonNode> chosen = new LinkedHashMap<>();
        chosen.put("environment.agents", IntNode.valueOf(agents));
        chosen.put("environment.types", TextNode.valueOf("uni|<b>"));
        return new SweepCell("agents-" + agents, chosen, document, published);
    }

    private static SweepRow<RunRecord> done(int agents, Map<String, Double> published) {
        return new SweepRow<>(cell(agents, published), Status.DONE, SAMPLE, "");
    }

    /** The sample's revenue is 1.6247 ± 0.0034: 1.62 is not beaten clearly. */
    private static final SweepTable<RunRecord> TABLE = new SweepTable<>(
            "sales & co",
            new SearchCells(),
            List.of(
                    done(2, Map.of("vcg", 9.0, "theirs", 1.5, "bound", 9.0)),
                    done(3, Map.of("theirs", 1.62)),
                    new SweepRow<>(cell(4, Map.of("theirs", 1.0078)), Status.FAILED, null, "it <broke>"),
                    new SweepRow<>(cell(5, Map.of()), Status.WAITING, null, "")));

    @Test
    void onlyClearGainsCountAsBetter() {
        assertThat(SweepPage.verdict(TABLE))
                .isEqualTo("1 of 2 cells are better than the best published number by more than two of our standard"
                        + " errors; not so: agents\u00a03, types\u00a0uni|<b>.");
        assertThat(SweepPage.beatsBy(TABLE.rows().get(0))).isEqualTo("0.1247 ± 0.0034 (8.3%)");
    }

    @Test
    void thePageShowsWhatIsDoneAndWhatFailed() {
        String page = HtmlReport.page(TABLE);

        assertThat(page)
                .contains("sales &amp; co", "Sweep of 4 cells, 2 done, 1 failed.")
                .contains("it &lt;broke&gt;", "Beside published numbers", "best published")
                .doesNotContain("<b>", "<script");
    }

    @Test
    void aSweepWithoutPublishedNumbersHasNoneOnItsPage() {
        SweepTable<RunRecord> table = new SweepTable<>("plain", new SearchCells(), List.of(done(2, Map.of())));

        String page = HtmlReport.page(table);
        assertThat(page.substring(page.indexOf("<body>"))).contains("1.6247").doesNotContain("published");
        assertThat(SweepMarkdown.of(table)).doesNotContain("published").contains("| agents | types | our VCG |");
    }

    /** Every line of a Markdown table has as many cells as its head. */
    @Test
    void markdownHasARowForEachCell() {
        List<String> lines = SweepMarkdown.of(TABLE)
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
