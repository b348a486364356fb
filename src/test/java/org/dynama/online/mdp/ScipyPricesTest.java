package org.dynama.online.mdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offline prices by linear programs that scipy states and HiGHS solves. */
class ScipyPricesTest {
    /** Nested lists of numbers, the last index first. */
    private static JsonNode nested(double[] numbers, int... shape) {
        return new ObjectMapper().valueToTree(nested(numbers, 0, shape, 0));
    }

    private static Object nested(double[] numbers, int from, int[] shape, int axis) {
        if (axis == shape.length) {
            return numbers[from];
        }
        int stride = Arrays.stream(shape, axis + 1, shape.length).reduce(1, (a, b) -> a * b);
        return IntStream.range(0, shape[axis])
                .mapToObj(k -> nested(numbers, from + k * stride, shape, axis + 1))
                .toList();
    }

    private static String python(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(args));
        Process python = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return python.waitFor() == 0 ? said : "";
    }

    private static boolean hasScipy() throws InterruptedException {
        try {
            return !python("-c", "import scipy.optimize; print('here')").isEmpty();
        } catch (IOException missing) {
            return false;
        }
    }

    /** Welfare and prices of the same 200 markets agree to 1e-9 with 2,000 programs that HiGHS solves. */
    @Test
    @Tag("slow")
    void pricesAreThoseOfScipysPrograms(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(hasScipy(), "python3 with scipy is missing, so that nothing else solves the programs");
        Draws draws = new RandomStream(24, "markets").draws(0);
        List<Market> markets = IntStream.range(0, OfflinePricesTest.MARKETS)
                .mapToObj(k -> OfflinePricesTest.market(draws))
                .toList();
        List<Map<String, JsonNode>> tables = markets.stream()
                .map(market -> {
                    int s = market.stateCount();
                    int a = market.actionCount();
                    JsonNode kernel = nested(market.kernel().toArray(), s, a, s);
                    return Map.of("kernel", kernel, "rewards", nested(market.allRewards(), market.agents() + 1, s, a));
                })
                .toList();
        Path file = folder.resolve("markets.json");
        new ObjectMapper().writeValue(file.toFile(), tables);
        JsonNode found = new ObjectMapper().readTree(python("src/test/python/prices.py", file.toString()));
        assertThat(found).hasSize(OfflinePricesTest.MARKETS);
        for (int k = 0; k < OfflinePricesTest.MARKETS; k++) {
            OfflineVcg offline = OfflineVcg.of(markets.get(k), 0);
            assertThat(offline.welfare()).isCloseTo(found.get(k).get(0).doubleValue(), within(1e-9));
            for (int i = 1; i <= markets.get(k).agents(); i++) {
                assertThat(offline.prices().get(i - 1))
                        .as("market %d, agent %d", k, i)
                        .isCloseTo(found.get(k).get(i).doubleValue(), within(1e-9));
            }
        }
    }
}
