package org.dynama.ama.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dynama.ama.study.RunRecord;
import org.dynama.page.Figure;
import org.dynama.page.Numbers;
import org.dynama.study.InvalidRunException;
import org.dynama.study.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** A page says what the record says, loads nothing, and survives whatever names users choose. */
class HtmlReportTest {
    private static final String HOSTILE = "<script>alert('1')</script>&\"\u0007";

    @TempDir
    private Path folder;

    private RunDirectory full() throws IOException {
        return SampleRuns.full(folder.resolve("full"), "a sale", 5, 3, 1100);
    }

    /** A run without search, mechanism file, bound and linear programs. */
    private RunDirectory bare(String name) throws IOException {
        RunRecord r = SampleRuns.record(name, 2, 1, new Random(2));
        RunRecord bare = new RunRecord(
                r.schema(),
                r.command(),
                name,
                name,
                r.notes(),
                r.seed(),
                r.device(),
                r.solver(),
                r.objective(),
                r.vcg(),
                r.difference(),
                null,
                r.audit(),
                null,
                r.payments(),
                r.revenue(),
                r.visits(),
                r.seconds(),
                r.versions());
        return SampleRuns.bare(folder.resolve("bare"), bare);
    }

    private static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void pageSaysWhatTheRecordSays() throws Exception {
        String text = parsed(HtmlReport.page(full())).getDocumentElement().getTextContent();

        assertThat(text)
                .contains(
                        "This mechanism earns 1.6247 ± 0.0034 in revenue per run, 30% more than VCG and 99.968% of the"
                                + " most that any truthful mechanism could earn.")
                .contains("1.2491", "0.3756", "0.0029", "1.6262", "10,000", "exact linear programs")
                .contains("None of 100,000 misreports pays: the largest gain is rounding, 3.1e-16.")
                .contains("1.4e-12", "3.3e-14", "kind: sequential-sales")
                .contains("Search", "Boosts", "Where the policy goes", "Revenue by profile", "Payments");
    }

    @Test
    void sectionsWithoutDataAreLeftOut() throws Exception {
        String text =
                parsed(HtmlReport.page(bare("no search"))).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("30% more than VCG.")
                .contains("which leaves no gap")
                .doesNotContain("truthful mechanism could", "Boosts", "steps of the search", "duality gap");
    }

    @Test
    void pageLoadsNothing() throws IOException {
        String page = HtmlReport.page(full());

        assertThat(page)
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"")
                .doesNotContain("http:", "https:", "//", " src=", " href=", "@import", "<script", "<link", "<img");
        assertThat(page.replaceAll("url\\(#[\\w-]+\\)", "")).doesNotContain("url(");
    }

    @Test
    void namesNeverBecomeMarkup() throws Exception {
        RunDirectory run = bare(HOSTILE);

        for (String page : List.of(HtmlReport.page(run), HtmlReport.page(List.of(run, run)))) {
            assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;");
            assertThat(parsed(page).getElementsByTagName("script").getLength()).isZero();
        }
    }

    @Test
    void identifiersAreUnique() throws IOException {
        List<String> ids = Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(HtmlReport.page(full()))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyBoostHasACell() throws Exception {
        RunDirectory run = full();
        Document page = parsed(HtmlReport.page(run));
        List<String> cells = new ArrayList<>();
        for (int k = 0; k < page.getElementsByTagName("td").getLength(); k++) {
            var cell = page.getElementsByTagName("td").item(k);
            if (cell.getAttributes().getNamedItem("style") != null) {
                cells.add(cell.getTextContent());
            }
        }

        assertThat(cells)
                .isEqualTo(run.readMechanism().boosts().stream()
                        .map(boost -> Numbers.fixed(boost.boost(), 3))
                        .toList())
                .hasSize(43 * 6);
    }

    @Test
    void longSearchesAreThinned() throws IOException {
        RunDirectory run = SampleRuns.full(folder.resolve("long"), "long", 2, 2, 30_000);
        Figure figure = SearchFigure.of(run.readTrace(), run.readResult());

        assertThat(figure.curves()).allMatch(curve -> curve.x().size() < 600);
        assertThat(figure.curves().get(0).label()).isEqualTo("tied by action");
    }

    @Test
    void comparisonShowsEveryRun() throws Exception {
        List<RunDirectory> runs = List.of(full(), bare("another"));
        String page = HtmlReport.page(runs);

        assertThat(parsed(page).getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo("Comparison of 2 runs");
        assertThat(page).contains("a sale", "another", "0.3756 ± 0.0029 (30%)", "99.968%");
    }

    @Test
    void figuresLieBesideTheReport() throws Exception {
        RunDirectory run = full();
        Path page = HtmlReport.write(run);

        assertThat(page).isEqualTo(run.report()).isNotEmptyFile();
        for (String name : List.of("search", "revenue")) {
            Path figures = run.path().resolve("figures");
            assertThat(ImageIO.read(figures.resolve(name + ".png").toFile()).getWidth())
                    .isEqualTo(2160);
            assertThat(parsed(Files.readString(figures.resolve(name + ".svg")))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        }
    }

    @Test
    void aRunWithoutAResultIsNamed() {
        RunDirectory run = RunDirectory.create(folder.resolve("killed"), false);

        assertThatThrownBy(() -> HtmlReport.page(run))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining("result.json");
    }
}
