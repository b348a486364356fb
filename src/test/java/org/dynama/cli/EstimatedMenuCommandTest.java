package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.study.Studies;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a menu whose features are estimates: they say how far from truthful it is, or refuse. */
class EstimatedMenuCommandTest {
    private static final Studies STUDIES = Families.ALL;
    private static final String BOUND = "features are estimates of 300 simulated runs of each entry";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String run(String... args) {
        Console console = Console.run(STUDIES, args);
        assertThat(console.status()).as(console.err()).isEqualTo(Main.DONE);
        return console.err();
    }

    private void refused(String what, String... args) {
        Console console = Console.run(STUDIES, args);
        assertThat(console.status()).as(console.err()).isEqualTo(2);
        assertThat(console.err())
                .contains(what + " needs exact features, and those of this menu are estimates of 300 simulated runs");
    }

    @Test
    @Tag("slow")
    void everyCommandSaysHowFarFromTruthfulAMenuIs() throws IOException {
        Files.writeString(folder.resolve("menu.yaml"), """
            environment: {kind: gridworld, agents: 2, size: 2}
            optimizer: {kind: menu, size: 12, iterations: 2, features: estimate, runs: 300}
            evaluation: {solver: dp, profiles: 300, shareProfiles: 300, misreports: 50}
            """);
        Files.writeString(folder.resolve("reports.json"), "{\"agent 1\": [0, 0.4, 0, 0], \"agent 2\": [0, 0, 0.9, 0]}");
        assertThat(run("search", at("menu.yaml"), "--out", at("run"))).contains(BOUND, "no lie gains more than");
        assertThat(Files.readString(folder.resolve("run/result.json")))
                .contains("\"estimate\"", "\"runs\" : 300", "bound on gains by lies", "bound on losses by taking part");
        assertThat(run("quote", at("run"), "--reports", at("reports.json"), "--out", at("quote")))
                .contains(BOUND);
        assertThat(folder.resolve("quote/certificate.json")).doesNotExist();
        assertThat(Files.readString(folder.resolve("quote/quote.json"))).contains("\"estimate\"");
        assertThat(run("evaluate", at("run"), "--out", at("evaluation"), "--set", "evaluation.profiles=200"))
                .contains(BOUND);
        run("report", at("run"), "--quiet");
        assertThat(Files.readString(folder.resolve("run/report.html"))).contains(BOUND);
        refused("dynama announce", "announce", at("run"), "--out", at("announced.json"));
        refused("dynama audit", "audit", at("run"), "--out", at("audit"));
        refused("dynama verify", "verify", at("run"));
        Path mechanism = folder.resolve("run/mechanism.json");
        String stated = Files.readString(mechanism);
        Files.writeString(mechanism, stated.replaceFirst("(\"gains\" : \\{\\s*\"agent 1\" : )[-0-9.E]+", "$11e-9"));
        assertThat(Console.run(STUDIES, "evaluate", at("run"), "--out", at("edited"))
                        .err())
                .contains("the menu's estimates allow gains of");
    }

    @Test
    void estimatesAreForMenus() throws IOException {
        Files.writeString(folder.resolve("sale.yaml"), """
            environment: {kind: sequential-sales, agents: 2, items: 1}
            optimizer: {features: estimate}
            """);
        assertThat(Console.run(STUDIES, "search", at("sale.yaml"), "--out", at("no"))
                        .err())
                .contains("optimizer.features = estimate has an effect only with optimizer.kind: menu");
    }
}
