package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final PrintStream systemErr = System.err;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(systemErr);
    }

    private String err() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** A hardly trained mechanism is found out; every tolerance is a choice; what does not apply is refused. */
    @Test
    void anAuditFindsTheLiesThatPay() throws IOException {
        Files.writeString(
                folder.resolve("spec.yaml"),
                "world: {kind: bandit-auction, periods: 1}\ntraining: {steps: 3, width: 8, reporters: exact}\n");
        assertThat(Main.run(Families.ALL, "learn", file("spec.yaml"), "--out", file("run"), "--quiet"))
                .isEqualTo(Main.DONE);
        assertThat(Main.run(Families.ALL, "audit", file("run"), "--tolerance", "1e-9", "--out", file("audit")))
                .isEqualTo(Main.CHECK_FAILED);
        assertThat(err()).contains("exact best responses", "more than the tolerance of 1.0E-9");
        assertThat(folder.resolve("audit").resolve("report.html")).isNotEmptyFile();
        assertThat(Main.run(Families.ALL, "audit", file("run"), "--tolerance", "1e9", "--out", file("lenient")))
                .isEqualTo(Main.DONE);
        assertThat(err())
                .contains("holds         lies gain ")
                .contains("holds         taking part costs ")
                .contains("within the tolerance of 1.0E9");
        assertThat(Main.run(Families.ALL, "audit", file("run"), "--rounds", "3"))
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err()).contains("do not apply to learned mechanisms");
        assertThat(Main.run(Families.ALL, "quote", file("run"), "--reports", file("spec.yaml")))
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err()).contains("is a mechanism of learn, and no single reports can be quoted for it");
        assertThat(Main.run(Families.ALL, "audit", "models/mechanisms/sequential-sales", "--tolerance", "0.1"))
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err()).contains("--tolerance is for learned mechanisms");
    }

    /** What training does not honour is not offered, neither as an option nor as a key. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"--device, gpu", "--threads, 2", "--set, device=cpu", "--set, threads=2"})
    void whatIsNotHonouredIsNotOffered(String option, String value) {
        String spec = "experiments/learned-one-period.yaml";
        assertThat(Main.run(Families.ALL, "learn", spec, "--out", file("run"), option, value))
                .isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(err()).contains(option.equals("--set") ? "is not a known key" : "Unknown option");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void trainingsThatStopSayWhichAndWhatToChange() throws IOException {
        Files.writeString(folder.resolve("spec.yaml"), """
                world: {kind: bandit-auction, goods: 2, periods: 2, types: continuous}
                training: {steps: 3, oneGood: 20, width: 8, policyStep: 1.0e300}
                """);
        assertThat(Main.run(Families.ALL, "learn", file("spec.yaml"), "--out", file("run"), "--quiet"))
                .isEqualTo(Main.FAILED);
        assertThat(err()).contains("The training for one good", "not finite", "training.oneGood: 0");
        assertThat(folder.resolve("run/mechanism.json")).isNotEmptyFile();
    }

    /** Steps that end in numbers that are not finite, in the training or after its last one: status 1, and the last good network. */
    @ParameterizedTest(name = "{0} steps of {1}")
    @CsvSource({"1, 1e300", "9, 1e300", "1, 1e308", "9, 1e150"})
    void aTrainingThatBlowsUpLeavesTheLastGoodNetwork(int steps, String step) throws IOException {
        Files.writeString(
                folder.resolve("spec.yaml"),
                "world: {kind: bandit-auction, periods: 1}\ntraining: {steps: " + steps + ", width: 8, step: "
                        + step.replace("e", ".0e") + "}\n");
        assertThat(Main.run(Families.ALL, "learn", file("spec.yaml"), "--out", file("run"), "--quiet"))
                .isEqualTo(Main.FAILED);
        assertThat(err()).contains("not finite", "mechanism.json holds the last good network");
        assertThat(Main.run(Families.ALL, "evaluate", file("run/mechanism.json"), "--out", file("again"), "--quiet"))
                .isEqualTo(Main.DONE);
    }

    /** No share of a welfare that is not positive is a tolerance: who sells at a loss is not approved, however generous that is. */
    @Test
    void anAuditRefusesSharesOfANegativeWelfare() throws IOException {
        Files.writeString(
                folder.resolve("spec.yaml"),
                "world: {kind: bandit-auction, periods: 1, costs: [[1000]]}\ntraining: {steps: 1, width: 8}\n");
        assertThat(Main.run(Families.ALL, "learn", file("spec.yaml"), "--out", file("run"), "--quiet"))
                .isEqualTo(Main.DONE);
        assertThat(Main.run(Families.ALL, "audit", file("run"), "--tolerance", "1e9", "--out", file("audit")))
                .isEqualTo(Main.CHECK_FAILED);
        assertThat(err()).contains("welfare is not positive, and no share of it can be a tolerance");
    }
}
