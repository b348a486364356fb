package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.study.Studies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command on a mechanism that chooses from a menu. */
class MenuCommandTest {
    private static final Studies STUDIES = Families.ALL;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void run(String... args) {
        Console console = Console.run(STUDIES, args);
        assertThat(console.status()).as(console.err()).isEqualTo(Main.DONE);
    }

    /** Searched, quoted with a certificate that verifies against an announcement, audited, reported and verified. */
    @Test
    void allCommandsServeMenus() throws IOException {
        Files.writeString(folder.resolve("menu.yaml"), """
            environment: {kind: static-auction, agents: 2, items: 2}
            optimizer: {kind: menu, size: 32, iterations: 5}
            evaluation: {solver: dp, profiles: 500, shareProfiles: 1000, misreports: 200}
            """);
        Files.writeString(folder.resolve("reports.json"), "{\"agent 1\": [0.7, 0.4], \"agent 2\": [0.3, 0.9]}");
        run("search", at("menu.yaml"), "--out", at("run"), "--quiet");
        run("quote", at("run"), "--reports", at("reports.json"), "--out", at("quote"), "--quiet");
        run("announce", at("run"), "--out", at("announced.json"), "--quiet");
        run(
                "verify",
                at("quote/certificate.json"),
                "--against",
                at("announced.json"),
                "--reports",
                at("reports.json"),
                "--quiet");
        run("audit", at("run"), "--out", at("audit"), "--profiles", "50", "--quiet");
        run("evaluate", at("run"), "--out", at("evaluation"), "--set", "evaluation.profiles=200", "--quiet");
        for (String each : new String[] {"run", "quote", "audit", "evaluation"}) {
            run("verify", at(each), "--profiles", "5", "--quiet");
        }
        run("report", at("run"), "--quiet");
        String page = Files.readString(folder.resolve("run/report.html"));
        assertThat(page).contains("<h2>Menu</h2>", "The mechanism chooses one of ", "policies for the whole run");
        assertThat(Files.readString(folder.resolve("quote/quote.json"))).contains("\"entry\"");
    }
}
