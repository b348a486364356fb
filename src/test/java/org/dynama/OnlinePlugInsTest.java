package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.bandit.BanditAgent;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.bandit.BanditSimulation;
import org.dynama.online.bandit.MechanismPlugIn;
import org.dynama.online.mdp.MarketMechanismPlugIn;
import org.dynama.online.outcome.SingleItem;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Noise;
import org.dynama.online.reporting.Reporting;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on mechanisms and agents of one's own, done as it says. */
class OnlinePlugInsTest {
    private static final Path PAGE = Path.of("src/site/markdown/online-plugins.md");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");
    private static final Pattern SERVICE = Pattern.compile("echo (\\w+) > (\\S+)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static final List<String> JAVA_BLOCKS = new ArrayList<>();
    private static final Iterator<String> SPECS = List.of("plugins", "moving").iterator();
    private static final List<String> SAID = new ArrayList<>();

    @BeforeAll
    static void doesAsThePageSays() throws Exception {
        List<Path> sources = new ArrayList<>();
        Files.createDirectories(folder.resolve("classes/META-INF/services"));
        for (MatchResult block : BLOCK.matcher(Files.readString(PAGE)).results().toList()) {
            String text = block.group(2);
            switch (block.group(1)) {
                case "java" -> {
                    Matcher name = CLASS.matcher(text);
                    assertThat(name.find()).isTrue();
                    sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), text));
                    JAVA_BLOCKS.add(text);
                }
                case "yaml" -> Files.writeString(folder.resolve(SPECS.next() + ".yaml"), text);
                case "sh" -> {
                    for (MatchResult echo : SERVICE.matcher(text).results().toList()) {
                        Files.writeString(folder.resolve(echo.group(2)), echo.group(1));
                    }
                }
                default -> SAID.add(text);
            }
        }
        String services = "classes/META-INF/services/" + MarketMechanismPlugIn.class.getName();
        Files.writeString(folder.resolve(services), "QLearning");
        new ExtendedProduct(folder).compile(sources);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"plugins, 0", "moving, 1"})
    void theProgramSaysOfThemWhatThePageShows(String spec, int at) throws Exception {
        String said = SAID.get(at);
        assertThat(JAVA_BLOCKS)
                .hasSize(3)
                .allSatisfy(text -> assertThat(text.lines()).hasSizeLessThanOrEqualTo(40));
        assertThat(said.lines()).hasSizeGreaterThan(5);
        String shown = new ExtendedProduct(folder).said(0, "online " + spec + ".yaml --out run-" + spec);
        assertThat(shown.lines().toList()).containsSubsequence(said.lines().toList());
    }

    /** Without noise the first three rounds lose 0 + 0.3 + 0.6, and from then on a tenth of the rounds a third of that. */
    @Test
    void exploringATenthOfTheRoundsCostsWhatItMust() throws Exception {
        BanditMarket market = new BanditMarket(
                new SingleItem(3),
                Reals.of(0, 0.8, 0, 0.5, 0, 0.2),
                new Noise.Gaussian(0),
                List.of(true, false),
                Reals.filled(6, 0),
                0);
        List<BanditAgent> truthful = Collections.nCopies(3, new BanditAgent(false, Reporting.TRUTHFUL));
        URL[] classes = {folder.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, Dynama.class.getClassLoader())) {
            MechanismPlugIn greedy = (MechanismPlugIn)
                    loader.loadClass("EpsilonGreedy").getConstructor().newInstance();
            BanditSimulation simulation = new BanditSimulation(market, greedy, truthful);
            RandomStream stream = new RandomStream(1, "plug-in");
            Estimate regret = Estimate.of(IntStream.range(0, 200)
                    .mapToDouble(seed -> simulation
                            .run(stream, seed, RoundGrid.of(1003, 1003, 1))
                            .regrets()
                            .last("welfare"))
                    .toArray());
            assertThat(regret.mean()).isCloseTo(0.9 + 1000 * 0.1 * 0.3, within(4 * regret.standardError()));
        }
    }
}
