package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.DesignedMechanism;
import org.dynama.Dynama;
import org.dynama.Valuation;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.config.Json;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line and Java say the same of the same, and read what the other writes. */
class JavaAgreesWithCommandsTest {
    private static final Path SPEC = Path.of("experiments/sequential-sales.yaml");
    private static final String[] SETTINGS = {
        "optimizer.iterations=3",
        "optimizer.profiles=128",
        "optimizer.searchPoints=16",
        "optimizer.starts=2",
        "evaluation.profiles=200",
        "evaluation.shareProfiles=0",
        "evaluation.misreports=0",
        "seed=11"
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private void run(String... words) {
        Console said = Console.run(Families.ALL, words);
        assertThat(said.status()).as(said.err()).isZero();
    }

    /** One search and one evaluation, to the bit, by one thread there and two here. */
    @Test
    void searchAndEvaluationAreTheCommands() {
        Path found = folder.resolve("command");
        List<String> words = new ArrayList<>(List.of("search", SPEC.toString(), "--out", found.toString(), "--quiet"));
        for (String setting : SETTINGS) {
            words.addAll(List.of("--set", setting));
        }
        words.addAll(List.of("--set", "threads=1"));
        run(words.toArray(String[]::new));
        JsonNode result = Json.read(found.resolve("result.json"), JsonNode.class);
        try (DesignedMechanism here = Dynama.spec(SPEC, SETTINGS).search("threads=2");
                DesignedMechanism command = Dynama.load(found)) {
            assertThat(here.parameters()).isEqualTo(command.parameters());
            Valuation value = here.evaluate();
            assertThat(value.mechanism().mean())
                    .isEqualTo(result.at("/objective/mean").asDouble());
            assertThat(value.mechanism().standardError())
                    .isEqualTo(result.at("/objective/standardError").asDouble());
            assertThat(value.vcg().mean()).isEqualTo(result.at("/vcg/mean").asDouble());
            assertThat(value.difference().mean())
                    .isEqualTo(result.at("/difference/mean").asDouble());
            here.save(folder.resolve("java"));
            assertThat(Json.read(folder.resolve("java/mechanism.json"), JsonNode.class))
                    .isEqualTo(Json.read(found.resolve("mechanism.json"), JsonNode.class));
        }
    }

    /** A mechanism whose world was made in code is one that commands quote, evaluate and audit. */
    @Test
    void commandsReadWhatJavaSaves() throws Exception {
        Path saved = folder.resolve("saved");
        Dynama sale = Dynama.market(SequentialSales.uniform(2, 1));
        try (DesignedMechanism vcg = sale.mechanism(AmaParameters.vcg(sale.environment()))) {
            vcg.save(saved);
        }
        Path reports = folder.resolve("reports.json");
        Files.writeString(reports, "{\"agent 1\": [0.25], \"agent 2\": [0.75]}");
        Path quoted = folder.resolve("quoted");
        run("quote", saved.toString(), "--reports", reports.toString(), "--out", quoted.toString());
        assertThat(Json.read(quoted.resolve("quote.json"), JsonNode.class)
                        .at("/payments/agent 2")
                        .asDouble())
                .isEqualTo(0.25);
        String out = folder.resolve("more").toString();
        run("evaluate", saved.toString(), "--profiles", "200", "--out", out);
        run("audit", saved.toString(), "--profiles", "20", "--out", out, "--force");
    }
}
