package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page on extending Dynama, done as it says: each section's diffs are applied to copies of the source and compiled, and
 * the section's commands run with the result before the product's own classes.
 */
class ExtendingTest {
    private static final Path PAGE = Path.of("src/site/markdown/extending.md");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ECHO = Pattern.compile("echo '(.*)' > (\\S+)");
    private static final Pattern NAMED = Pattern.compile("`((?:src|models|experiments)/[^`*]+)`");
    private static final String DYNAMA = "scripts/dynama ";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Two values uniform on [0, 1]: the smaller is 1/3 in the mean, and VCG earns it in each of three periods. */
    @Test
    void vcgEarnsTheSecondValueInEveryPeriodOfTheNewWorld() throws Exception {
        List<String> commands = extend("An environment");
        assertThat(new ExtendedProduct(folder).said(0, commands.get(0)))
                .contains("| repeated-sale |")
                .contains("default 3  [kind = repeated-sale]");
        JsonNode result = search(commands.get(1));
        assertThat(result.at("/environment").asText()).isEqualTo("repeated sale");
        assertWithin(3 * (1 / 3.0), result.at("/objective"));
    }

    /** Three values uniform on [0, 1] are 1/4, 1/2 and 3/4 in the mean: the upper two win and pay the lowest. */
    @Test
    void theNewObjectiveIsWelfareLessRevenue() throws Exception {
        String command = extend("An objective").get(0);
        JsonNode kept = search(command);
        assertWithin(3 / 4.0, kept.at("/objective"));
        double revenue = StreamSupport.stream(kept.at("/payments").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sum();
        double welfare = search(command + " --set objective=welfare")
                .at("/objective/mean")
                .asDouble();
        // Means of 10,000 numbers of size one.
        assertThat(kept.at("/objective/mean").asDouble()).isCloseTo(welfare - revenue, within(1e-12));
    }

    /**
     * VCG sells both items for the lowest of three values, 1/4 in the mean, and is a candidate. Myerson's bound is the two
     * highest of the virtual values max(2v - 1, 0): 3/4 in the mean, less the lowest's 1/32.
     */
    @Test
    void theNewOptimizerIsNotWorseThanVcg() throws Exception {
        JsonNode result = search(extend("An optimizer").get(0));
        assertWithin(1 / 2.0, result.at("/vcg"));
        JsonNode revenue = result.at("/objective");
        assertThat(revenue.at("/mean").asDouble())
                .isGreaterThan(result.at("/vcg/mean").asDouble())
                .isLessThan(23 / 32.0 + 4 * revenue.at("/standardError").asDouble());
    }

    /** The mean is (low + mode + high) / 3 and the variance 7/6, which 10,000 draws give to some percent. */
    @Test
    void typesAreDrawnFromTheNewDistribution() throws Exception {
        String command = extend("A type distribution").get(0);
        JsonNode welfare = search(command).at("/objective");
        assertWithin((1 + 2 + 6) / 3.0, welfare);
        assertThat(welfare.at("/standardError").asDouble()).isCloseTo(Math.sqrt(7 / 6.0 / 10_000), within(2e-4));
        Path world = folder.resolve("models/environments/triangular.json");
        Files.writeString(world, Files.readString(world).replace("\"mode\": [2]", "\"mode\": [7]"));
        assertThat(new ExtendedProduct(folder).said(2, command))
                .contains("mode = 7.0 must lie between low = 1.0 and high = 6.0");
    }

    @Test
    void everyFileThatThePageNamesIsThere() throws IOException {
        String prose = BLOCK.matcher(Files.readString(PAGE)).replaceAll("");
        List<String> named =
                NAMED.matcher(prose).results().map(match -> match.group(1)).toList();
        assertThat(named)
                .hasSizeGreaterThan(3)
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    private static void assertWithin(double expected, JsonNode estimate) {
        double error = estimate.at("/standardError").asDouble();
        assertThat(estimate.at("/mean").asDouble()).isCloseTo(expected, within(4 * error));
    }

    /** Does what a section says; returns its commands, without the program's name. */
    private List<String> extend(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("\n## " + heading + "\n");
        assertThat(begin).as(heading).isNotNegative();
        String section = page.substring(begin, page.indexOf("\n## ", begin + 1));
        List<String> commands = new ArrayList<>();
        List<UnifiedDiff> diffs = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(section).results().toList()) {
            if (block.group(1).equals("diff")) {
                diffs.addAll(UnifiedDiff.parse(block.group(2)));
            } else {
                for (String line : block.group(2).lines().toList()) {
                    prepare(line, commands);
                }
            }
        }
        new ExtendedProduct(folder).apply(diffs);
        return commands;
    }

    /** Writes the file of a line of a shell, or keeps the command and the spec that it names. */
    private void prepare(String line, List<String> commands) throws IOException {
        Matcher echo = ECHO.matcher(line);
        if (echo.matches()) {
            Files.writeString(folder.resolve(echo.group(2)), echo.group(1));
            return;
        }
        assertThat(line).startsWith(DYNAMA);
        commands.add(line.substring(DYNAMA.length()));
        for (String word : line.split(" ", -1)) {
            if (word.startsWith("experiments/")) {
                Files.createDirectories(folder.resolve("experiments"));
                Files.copy(Path.of(word), folder.resolve(word));
            }
        }
    }

    /** Runs a search without what its numbers do not need; returns the record. */
    private JsonNode search(String command) throws Exception {
        String shorter = " --set evaluation.solver=dp --set evaluation.misreports=0 --set evaluation.shareProfiles=0";
        new ExtendedProduct(folder).said(0, command + shorter + " --out run --force --quiet");
        return JSON.readTree(folder.resolve("run/result.json").toFile());
    }
}
