package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stored pivot mechanism: quoted, evaluated, verified, and whatever is wrong refused. */
class SeasonCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path temporary;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static String run;

    private static Console dynama(String... args) {
        return Console.run(Families.ALL, args);
    }

    @BeforeAll
    static void store() {
        run = temporary.resolve("run").toString();
        Console made = dynama(
                "pivot", "experiments/pivot-telescope.yaml", "--set", "simulation.seasons=10", "--out", run, "--quiet");
        assertThat(made.status()).as(made.err()).isEqualTo(Main.DONE);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String reports() throws IOException {
        return file("season.json", """
                {"periods": [
                  {"draw": "clear", "reports": {"stars": "urgent", "planets": "urgent"}},
                  {"reports": {"stars": "routine", "planets": "urgent"}}]}
                """);
    }

    private Console quote(String reports, String out, String... more) {
        String[] args = {
            "quote", run, "--reports", reports, "--out", folder.resolve(out).toString(), "--json"
        };
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return dynama(all);
    }

    private static JsonNode season(Console console) throws IOException {
        assertThat(console.status()).as(console.err()).isEqualTo(Main.DONE);
        return JSON.readTree(console.out());
    }

    /** JSON and CSV say the same; a season that goes on keeps what was drawn; another seed draws otherwise. */
    @Test
    void seasonsAreQuotedPeriodByPeriod() throws IOException {
        JsonNode two = season(quote(reports(), "two"));
        String csv = "draw,stars,planets\nclear,urgent,urgent\n,routine,urgent\n";
        assertThat(season(quote(file("two.csv", csv), "csv")).path("season")).isEqualTo(two.path("season"));
        JsonNode three = season(quote(file("three.csv", csv + "hazy,routine,routine\n"), "three"));
        assertThat(three.path("season").size()).isEqualTo(3);
        assertThat(three.at("/season/1")).isEqualTo(two.at("/season/1"));
        assertThat(three.at("/season/2/state")).isEqualTo(two.path("next"));
        assertThat(two.at("/season/0/drawDrawn").booleanValue()).isFalse();
        assertThat(two.at("/season/1/drawDrawn").booleanValue()).isTrue();
        boolean moved = false;
        for (int seed = 2; seed < 8; seed++) {
            JsonNode other = season(quote(reports(), "seed" + seed, "--seed", "" + seed));
            moved |= !other.at("/season/1/draw").equals(two.at("/season/1/draw"));
        }
        assertThat(moved).isTrue();
        // Each payment is the sum of what the others lose, draw by draw.
        JsonNode stars = two.at("/season/0/agents/stars");
        double sum = 0;
        for (JsonNode reason : stars.path("reasons")) {
            sum += reason.path("probability").doubleValue()
                    * (reason.path("without").doubleValue()
                            - reason.path("with").doubleValue());
        }
        assertThat(stars.path("payment").doubleValue()).isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-12));
    }

    /** A quote is computed again and its certificate checked; one that was edited does not hold. */
    @Test
    void quotesAreVerified() throws IOException {
        season(quote(reports(), "quote"));
        Path out = folder.resolve("quote");
        assertThat(Files.readString(out.resolve("report.html"))).contains("Why stars pays");
        Console holds = dynama("verify", out.toString());
        assertThat(holds.status()).as(holds.err()).isEqualTo(Main.DONE);
        assertThat(holds.err()).contains("solve Bellman's equation").contains("certificate.json, season.csv");
        Path proof = out.resolve("certificate.json");
        String text = Files.readString(proof);
        String edited = text.replaceFirst("(\"totals\" : \\[ \")\\d+", "$17");
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(proof, edited);
        Console refused = dynama("verify", proof.toString());
        assertThat(refused.status()).isEqualTo(Main.CHECK_FAILED);
        assertThat(refused.err()).contains("does not hold: total of \"stars\" = ");
        Files.writeString(proof, text.substring(0, text.length() / 2));
        assertThat(dynama("verify", proof.toString()).status()).isEqualTo(Main.INPUT_AT_FAULT);
        Console against = dynama("verify", proof.toString(), "--against", run + "/mechanism.json");
        assertThat(against.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(against.err()).contains("is the certificate of a season, which no announcement speaks of");
    }

    /** The stored mechanism is checked anew, to the same numbers. */
    @Test
    void anEvaluationFindsTheSame() throws IOException {
        String out = folder.resolve("again").toString();
        JsonNode again = season(dynama("evaluate", run, "--set", "simulation.seasons=10", "--out", out, "--json"));
        JsonNode first = JSON.readTree(Path.of(run, "result.json").toFile());
        assertThat(again.path("agents")).isEqualTo(first.path("agents"));
        assertThat(again.path("soundness")).isEqualTo(first.path("soundness"));
        assertThat(dynama("verify", out, "--quiet").status()).isEqualTo(Main.DONE);
        Console profiles = dynama("evaluate", run, "--profiles", "x.npy", "--out", out + "2");
        assertThat(profiles.status()).isEqualTo(Main.INPUT_AT_FAULT);
    }

    private void refused(String reports, String... sentences) {
        Console console = quote(reports, "refused");
        assertThat(console.status()).as(console.err()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(console.err()).contains(sentences);
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    /** Whatever is wrong with reports is told at once, with its place. */
    @Test
    void wrongReportsAreRefused() throws IOException {
        refused(
                file("wrong.json", """
                        {"periods": [
                          {"draw": "fog", "reports": {"stars": "urgent"}},
                          {"state": "oven", "reports": {"stars": "late", "planets": "urgent", "moons": "urgent"}}]}
                        """),
                "wrong.json:2: periods[0].reports.planets is missing",
                "wrong.json:2: periods[0].draw = fog is no draw\n  Known are clear, hazy, cloudy.",
                "wrong.json:3: periods[1].state = oven is no public state",
                "wrong.json:3: periods[1].reports.stars = late is no type of stars\n  Known are routine, urgent.",
                "wrong.json:3: periods[1].reports.moons = urgent names no agent of the mechanism");
        String line = "urgent,urgent\n";
        refused(
                file("long.csv", "stars,planets\n" + line.repeat(5)),
                "long.csv:6: periods[4] = ",
                "comes after the last period: the world has 4");
        refused(file("cells.csv", "stars,planets\nurgent\n"), "cells.csv:2 has 1 cells and must have 2");
        refused(
                file("state.csv", "state,stars,planets\nspectrograph,urgent,urgent\n"),
                "state.csv:2: periods[0].state = spectrograph cannot be the first");
        refused(file("empty.json", "{\"periods\": []}"), "periods");
        refused(folder.resolve("nowhere.csv").toString(), "nowhere.csv is not there");
        Console absent = quote(reports(), "refused", "--absent", "stars");
        assertThat(absent.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(absent.err()).contains("--absent stars does not apply to");
    }

    private String copied() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        for (String name : new String[] {"mechanism.json", "environment.json", "tables.npz"}) {
            Files.copy(Path.of(run, name), copy.resolve(name));
        }
        return copy.toString();
    }

    /** A mechanism whose files were changed is refused by name; one that was moved is as good as before. */
    @Test
    void changedMechanismsAreRefused() throws IOException {
        String copy = copied();
        String reports = reports();
        String out = folder.resolve("moved").toString();
        assertThat(dynama("quote", copy, "--reports", reports, "--out", out, "--quiet")
                        .status())
                .isEqualTo(Main.DONE);
        Path tables = Path.of(copy, "tables.npz");
        byte[] bytes = Files.readAllBytes(tables);
        bytes[bytes.length / 2]++;
        Files.write(tables, bytes);
        Console other = dynama("quote", copy, "--reports", reports, "--out", out + "2");
        assertThat(other.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(other.err()).contains("tables.npz is not what").contains("its digest is another");
        Path world = Path.of(copy, "environment.json");
        Files.writeString(
                world, Files.readString(world).replaceFirst("0\\.7", "0.6").replaceFirst("0\\.3", "0.4"));
        Console another = dynama("quote", copy, "--reports", reports, "--out", out + "3");
        assertThat(another.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(another.err()).contains("mechanism.json is a mechanism for another world");
    }
}
