package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Certification;
import org.dynama.exact.certificate.CertificateWriter;
import org.dynama.model.Profiles;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Path certificate() throws IOException {
        Environment sale = SequentialSales.uniform(3, 2);
        Profiles reports = Profiles.of(3, 1, 1, 0.9, 0.4, 0.7);
        Path file = folder.resolve("certificate.json");
        Files.writeString(
                file, CertificateWriter.text(new Certification(sale, AmaParameters.vcg(sale)).certify(reports, 0)));
        return file;
    }

    /** Both winners of two items pay the third value. */
    @Test
    void aCertificateHolds() throws IOException {
        assertThat(Main.run(Families.ALL, "verify", certificate().toString(), "--json"))
                .isZero();
        assertThat(err())
                .contains("agent 1 pays", "2/5", "ok  payments are what each agent's presence costs the others")
                .endsWith("holds" + System.lineSeparator());
        JsonNode verification = new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8))
                .get(0);
        assertThat(verification.path("holds").asBoolean()).isTrue();
        assertThat(verification.path("about").path("agent 3 pays").asText()).isEqualTo("2/5");
    }

    /** What does not hold is named, with status 3; what is malformed has its place, with status 2. */
    @Test
    void aChangedCertificateIsRefused() throws IOException {
        Path file = certificate();
        String text = Files.readString(file);
        Files.writeString(
                file, text.replace("\"payments\": {\"agent 1\": \"2/5\"", "\"payments\": {\"agent 1\": \"3/5\""));
        assertThat(Main.run(Families.ALL, "verify", file.toString())).isEqualTo(3);
        assertThat(err()).contains("does not hold: payment of \"agent 1\" = 3/5 must be 2/5");
        Files.writeString(file, text.replaceFirst("\"welfare\": \"[^\"]*\"", "\"welfare\": none"));
        assertThat(Main.run(Families.ALL, "verify", file.toString())).isEqualTo(2);
        assertThat(err())
                .contains(file + ":8: welfare = none must be a fraction in quotes")
                .doesNotContain("at org.dynama");
        assertThat(Main.run(
                        Families.ALL, "verify", folder.resolve("nothing.json").toString()))
                .isEqualTo(2);
        assertThat(Main.run(Families.ALL, "verify", folder.toString())).isEqualTo(2);
    }

    /** A run's record is held against its mechanism; a mean that was made better than it is does not hold. */
    @Test
    void aRunIsRecomputed() throws IOException {
        Path spec = folder.resolve("small.yaml");
        Files.writeString(spec, """
                environment: {kind: sequential-sales, agents: 2, items: 1}
                optimizer: {kind: none}
                evaluation: {profiles: 200, shareProfiles: 0, misreports: 10}
                """);
        Path run = folder.resolve("run");
        assertThat(Main.run(Families.ALL, "search", spec.toString(), "--out", run.toString(), "--quiet"))
                .isZero();
        assertThat(Main.run(
                        Families.ALL,
                        "verify",
                        run.toString(),
                        run.resolve("result.json").toString(),
                        "--profiles",
                        "10"))
                .isZero();
        assertThat(err())
                .contains(
                        "ok  computed again, all ",
                        "ok  linear and dynamic programs have the same means on the first 200 profiles");
        Path result = run.resolve("result.json");
        String text = Files.readString(result);
        Files.writeString(result, text.replaceFirst("\"mean\" : 0\\.3", "\"mean\" : 0.4"));
        assertThat(Files.readString(result)).isNotEqualTo(text);
        assertThat(Main.run(Families.ALL, "verify", run.toString(), "--quiet")).isEqualTo(3);
        assertThat(Main.run(Families.ALL, "verify", run.toString())).isEqualTo(3);
        assertThat(err()).contains("does not hold: objective.mean = 0.4");
    }
}
