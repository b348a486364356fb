package org.dynama.exact.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.dynama.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateReaderTest {
    private static final String TEXT =
            CertificateWriter.text(Certifier.certify(new SmallCertifiedWorlds(Timing.Kind.DISCOUNTED, 2)
                    .states("start \"one\"", "später")
                    .first("start \"one\"", "1")
                    .move("start \"one\"", "sell", List.of(1, 0), List.of(), "später", "1/3", "start \"one\"", "2/3")
                    .move("start \"one\"", "keep", List.of(0, 0), List.of(), "später", "1")
                    .move("später", "on", List.of(0, 2), List.of(), "start \"one\"", "1")
                    .reports("3/4", "1/2")));

    /** All faults leave at once, each with its line and path. */
    @Test
    void faultsHaveTheirPlaces() {
        String wrong = TEXT.replace("\"sell\": \"0\"", "\"sell\": 0.5, \"steal\": \"1\"")
                .replace("\"agent 2\": [\"1/2\"]", "\"agent 3\": [\"1/2\"], \"agent 2\": [\"01/2\"]")
                .replace("\"grand\": ", "\"repaired\": 0, \"grand\": ");
        assertThatThrownBy(() -> CertificateReader.parse("c.json", wrong))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("c.json has 3 faults")
                .hasMessageContaining("c.json:4: reports.\"agent 2\"[0] = \"01/2\" must be a fraction in quotes")
                .hasMessageContaining("repaired is not a known key")
                .hasMessageContaining("mechanism.boosts.\"start \\\"one\\\"\".sell = 0.5 must be a fraction in quotes");
        String strange = TEXT.replace("\"agent 2\": [\"1/2\"]", "\"agent 3\": [\"1/2\"]")
                .replace("\"keep\": \"0\"", "\"steal\": \"0\"");
        assertThatThrownBy(() -> CertificateReader.parse("c.json", strange))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("reports.\"agent 2\" is missing")
                .hasMessageContaining("names agent \"agent 3\", which the environment does not have")
                .hasMessageContaining("names an action that the environment does not have");
        assertThatThrownBy(() -> CertificateReader.parse("c.json", TEXT.replace("[\"3/4\"]", "[\"6/8\"]")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("c.json:4: reports.\"agent 1\"[0] = \"6/8\" must be in lowest terms");
        assertThatThrownBy(() -> CertificateReader.parse("c.json", TEXT.replace("\"1/3\"", "\"1/4\"")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is wrong: state \"start \"one\"\", action \"sell\": probabilities sum to "
                        + "11/12 and must sum to exactly 1");
    }

    /** Whatever is done to a file, it is refused with a message, or refuted, or proves the same. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void corruptedFilesNeverCrash(long seed) {
        Random random = new Random(seed);
        Certificate original = CertificateReader.parse("c.json", TEXT);
        for (int k = 0; k < 150; k++) {
            String text = corrupted(random);
            try {
                Certificate read = CertificateReader.parse("c.json", text);
                if (Verifier.verify(read).holds()) {
                    assertThat(read.payments()).isEqualTo(original.payments());
                    assertThat(read.instance()).isEqualTo(original.instance());
                }
            } catch (ConfigException malformed) {
                assertThat(malformed).message().isNotBlank();
            }
        }
    }

    private static String corrupted(Random random) {
        int from = random.nextInt(TEXT.length());
        int to = Math.min(TEXT.length(), from + 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
        return switch (random.nextInt(4)) {
            case 0 -> TEXT.substring(0, from) + TEXT.substring(to);
            case 1 -> TEXT.substring(0, to) + TEXT.substring(from);
            case 2 -> TEXT.substring(0, from);
            default ->
                TEXT.substring(0, from) + "{}[]\",:/-0159eE \n".charAt(random.nextInt(17)) + TEXT.substring(from + 1);
        };
    }
}
