package org.dynama.ama.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.search.TraceRow;
import org.dynama.ama.study.MechanismFile;
import org.dynama.ama.study.SearchRecord;
import org.dynama.ama.study.TraceTable;
import org.dynama.config.Json;
import org.dynama.page.Figure;
import org.dynama.page.Numbers;
import org.dynama.refusal.Refusal;
import org.dynama.study.Comparison;
import org.dynama.study.Header;
import org.dynama.study.RunPage;
import org.dynama.study.Soundness;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** A page says what the record says, loads nothing, and survives whatever names users choose. */
class SearchPageTest {
    private static final String HOSTILE = "<script>alert('1')</script>&\"";

    @TempDir
    private Path folder;

    private StoredRun<?> full() throws IOException {
        return SampleRuns.full(folder.resolve("full"), "a sale", 5, 3, 1100);
    }

    /** A run without search, mechanism file, bound and linear programs. */
    private StoredRun<?> bare(String name) throws IOException {
        SearchRecord r = SampleRuns.record(name, 2, 1, new Random(2));
        SearchRecord.Value v = r.value();
        SearchRecord bare = new SearchRecord(
                withoutPrograms(r.header()),
                new SearchRecord.Setting(
                        name, r.world().notes(), r.world().device(), r.world().solver()),
                new SearchRecord.Value(v.objective(), v.vcg(), v.difference(), null),
                r.audit(),
                null,
                r.course(),
                r.seconds(),
                null);
        return SampleRuns.bare(folder.resolve("bare"), bare, 1);
    }

    private static Header withoutPrograms(Header h) {
        Soundness soundness = new Soundness(h.soundness().checks().subList(0, 2));
        return new Header(h.schema(), h.command(), h.name(), h.seed(), soundness, h.versions());
    }

    private String page(StoredRun<?> run) throws IOException {
        return Files.readString(RunPage.write(run, run.folder().path().resolve("page.html")));
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
        String text = parsed(page(full())).getDocumentElement().getTextContent();

        assertThat(text)
                .contains(
                        "This mechanism earns 1.6247 ± 0.0034 in revenue per run, 30% more than VCG and 99.968 ± 0.012% of the"
                                + " most that any truthful mechanism could earn.")
                .contains("1.2491", "0.3756", "0.0029", "1.6262", "10,000", "exact linear programs")
                .contains("None of 100,000 misreports pays: the largest gain is rounding, 3.1e-16.")
                .contains("1.4e-12", "3.3e-14", "kind: sequential-sales")
                .contains("Search", "Boosts", "Where the policy goes", "Revenue by profile", "Payments");
    }

    @Test
    void sectionsWithoutDataAreLeftOut() throws Exception {
        String text = parsed(page(bare("no search"))).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("30% more than VCG.")
                .contains("which leaves no gap")
                .doesNotContain("truthful mechanism could", "Boosts", "steps of the search", "duality gap");
    }

    @Test
    void pageLoadsNothing() throws IOException {
        String page = page(full());

        assertThat(page)
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"")
                .doesNotContain("http:", "https:", "//", " src=", " href=", "@import", "<script", "<link", "<img");
        assertThat(page.replaceAll("url\\(#[\\w-]+\\)", "")).doesNotContain("url(");
    }

    @Test
    void namesNeverBecomeMarkup() throws Exception {
        StoredRun<?> run = bare(HOSTILE);

        for (String page : List.of(page(run), Comparison.of(List.of(run, run)).page(List.of()))) {
            assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;");
            assertThat(parsed(page).getElementsByTagName("script").getLength()).isZero();
        }
    }

    @Test
    void identifiersAreUnique() throws IOException {
        List<String> ids = Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(page(full()))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyBoostHasACell() throws Exception {
        StoredRun<?> run = full();
        Document page = parsed(page(run));
        List<String> cells = new ArrayList<>();
        for (int k = 0; k < page.getElementsByTagName("td").getLength(); k++) {
            var cell = page.getElementsByTagName("td").item(k);
            if (cell.getAttributes().getNamedItem("style") != null) {
                cells.add(cell.getTextContent());
            }
        }

        assertThat(cells)
                .isEqualTo(MechanismFile.read(run.folder().file("mechanism.json")).boosts().stream()
                        .map(boost -> Numbers.fixed(boost.boost(), 3))
                        .toList())
                .hasSize(43 * 6);
    }

    @Test
    void longSearchesAreThinned() throws IOException {
        StoredRun<?> run = SampleRuns.full(folder.resolve("long"), "long", 2, 2, 30_000);
        Figure figure = SearchFigures.search(TraceTable.read(run.folder()), ((SearchRecord) run.record()).value())
                .get(0);

        assertThat(figure.curves()).allMatch(curve -> curve.x().size() < 600);
        assertThat(figure.curves().get(0).label()).isEqualTo("shared by action");
    }

    /** What is far from all else is left out of a second drawing, and of nothing else; where all is near there is no second. */
    @Test
    void aFarLevelDoesNotFlattenTheWay() throws IOException {
        SearchRecord.Value near = ((SearchRecord) full().record()).value();
        List<Figure> drawn = SearchFigures.search(rising(1.6, 1.65), near);
        assertThat(drawn).extracting(Figure::name).containsExactly("search", "search-close-up");
        Function<Figure, List<String>> labels =
                figure -> figure.curves().stream().map(Figure.Curve::label).toList();
        assertThat(labels.apply(drawn.get(0))).contains("VCG", "bound");
        assertThat(labels.apply(drawn.get(1))).contains("full table", "bound").doesNotContain("VCG");
        assertThat(drawn.get(1).low()).isGreaterThan(near.vcg().mean());
        assertThat(SearchFigures.search(rising(near.vcg().mean(), 1.65), near))
                .extracting(Figure::name)
                .containsExactly("search");
    }

    private static List<TraceRow> rising(double from, double to) {
        return IntStream.rangeClosed(1, 50)
                .mapToObj(step -> new TraceRow(
                        "full table", 1, step, new Estimate(from + (to - from) * step / 50, 0.01, 100), 0.1, step))
                .toList();
    }

    @Test
    void comparisonShowsEveryRun() throws Exception {
        List<StoredRun<?>> runs = List.of(full(), bare("another"));
        String page = Comparison.of(runs).page(List.of("x holds no run"));

        assertThat(parsed(page).getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo("Comparison of 2 runs");
        assertThat(page)
                .contains(
                        "a sale",
                        "another",
                        "1.6247 ± 0.0034",
                        "30% more than VCG",
                        "99.968 ± 0.012%",
                        "x holds no run");
    }

    @Test
    void figuresLieBesideTheReport() throws Exception {
        StoredRun<?> run = full();
        Path report = run.folder().file("report.html");

        assertThat(RunPage.write(run, report)).isEqualTo(report).isNotEmptyFile();
        for (String name : List.of("search", "revenue")) {
            Path figures = run.folder().file("figures");
            assertThat(ImageIO.read(figures.resolve(name + ".png").toFile()).getWidth())
                    .isEqualTo(2160);
            assertThat(parsed(Files.readString(figures.resolve(name + ".svg")))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        }
    }

    @Test
    void aRunWithoutAResultIsNamed() throws IOException {
        Path killed = Files.createDirectories(folder.resolve("killed"));
        Files.writeString(killed.resolve("spec.yaml"), "seed: 1\n");
        Studies studies = new Studies(List.of(new SearchStudy()));

        assertThatThrownBy(() -> studies.stored(killed))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(killed + " holds no finished run");
    }

    /** A record of an earlier version has its numbers on the page, and no verdict that nobody gave. */
    @Test
    void theShippedMechanismsStayReadable() throws Exception {
        Studies studies = new Studies(List.of(new SearchStudy()));
        Path old = Files.createDirectories(folder.resolve("old"));
        for (String name : List.of("spec.yaml", "mechanism.json", "result.json")) {
            Files.copy(Path.of("models/mechanisms/sequential-sales", name), old.resolve(name));
        }
        Path record = old.resolve("result.json");
        ObjectNode tree = (ObjectNode) Json.read(record, JsonNode.class);
        tree.remove("soundness");
        Files.writeString(record, tree.toString());
        StoredRun<?> shipped = studies.stored(old);
        Path page = RunPage.write(shipped, folder.resolve("shipped.html"));
        String text = parsed(Files.readString(page)).getDocumentElement().getTextContent();

        assertThat(shipped.soundness().verdict()).isEqualTo("not tested");
        assertThat(text)
                .contains("An earlier version tried 100,002 misreports: the largest gain was 1.1e-16")
                .contains("0.7201", "unbound", "Boosts");
    }
}
