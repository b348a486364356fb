package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.file.Digest;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a mechanism to its announcement, to a quote, to an agent who holds the one against the other. */
class AnnounceCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Names of which two pairs of state and action are joined to the same words. */
    private static final String MARKET = """
            {"name": "joined names", "initial": {"x": 0.5, "x: y": 0.5},
             "agents": [{"name": "a", "types": {"distribution": {"kind": "empirical", "file": "types.npy"}}},
                        {"name": "b", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}}],
             "actions": [
               {"state": "x", "name": "y: z", "next": {}, "rewards": {"a": {"type": [1]}}},
               {"state": "x", "name": "keep", "next": {}, "rewards": {"b": {"type": [1]}}},
               {"state": "x: y", "name": "z", "next": {}, "rewards": {"b": {"type": [1]}}}]}""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Console run(int status, String... args) {
        Console console = Console.run(Families.ALL, args);
        assertThat(console.status()).as(console.err()).isEqualTo(status);
        return console;
    }

    @BeforeEach
    void search() throws IOException {
        Files.writeString(folder.resolve("market.json"), MARKET);
        Npy.write(folder.resolve("types.npy"), new NpyArray(new double[] {0.1, 0.5, 0.9}, 3, 1));
        Files.writeString(folder.resolve("spec.yaml"), """
                environment: {file: market.json}
                optimizer: {kind: none}
                evaluation: {profiles: 20, misreports: 10}
                """);
        run(Main.DONE, "search", path("spec.yaml"), "--out", path("run"), "--quiet");
        Files.writeString(folder.resolve("reports.json"), "{\"a\": [0.5], \"b\": [0.2]}");
    }

    private ObjectNode mechanism() throws IOException {
        return (ObjectNode) JSON.readTree(folder.resolve("run/mechanism.json").toFile());
    }

    private void setBoost(String state, String action, double boost) throws IOException {
        ObjectNode mechanism = mechanism();
        for (JsonNode entry : mechanism.path("boosts")) {
            if (entry.path("state").asText().equals(state)
                    && entry.path("action").asText().equals(action)) {
                ((ObjectNode) entry).put("boost", boost);
            }
        }
        JSON.writeValue(folder.resolve("run/mechanism.json").toFile(), mechanism);
    }

    private void quote() {
        run(
                Main.DONE,
                "quote",
                path("run"),
                "--reports",
                path("reports.json"),
                "--out",
                path("quote"),
                "--force",
                "--quiet");
    }

    /** The printed digests are those of the files; nothing is overwritten unasked; the file itself is verified. */
    @Test
    void anAnnouncementIsWrittenOnceAndVerified() throws IOException {
        Console announce = run(Main.DONE, "announce", path("run"), "--out", path("out.json"), "--json");
        JsonNode said = JSON.readTree(announce.out());
        assertThat(said.path("digest").asText()).isEqualTo(Digest.of(folder.resolve("out.json")));
        assertThat(announce.err())
                .contains(
                        "joined names (2 states, 2 agents)", said.path("digest").asText());
        assertThat(run(Main.INPUT_AT_FAULT, "announce", path("run"), "--out", path("out.json"))
                        .err())
                .contains("out.json is there already", "--force");
        run(Main.DONE, "announce", path("run"), "--out", path("out.json"), "--force", "--quiet");
        Console verify = run(Main.DONE, "verify", path("out.json"));
        assertThat(verify.err())
                .contains("announcement", said.path("mechanism").asText(), "ok  environment and mechanism are those");
        String text = Files.readString(folder.resolve("out.json"));
        Files.writeString(folder.resolve("out.json"), text.replace("\"keep\": \"0\"", "\"keep\": \"1\""));
        assertThat(run(Main.CHECK_FAILED, "verify", path("out.json")).err())
                .contains("does not hold: digest of the mechanism = "
                        + said.path("mechanism").asText() + " must be ");
    }

    /** A run's folder and a certificate are held against it; what differs is said, in words and as JSON. */
    @Test
    void certificatesAreHeldAgainstIt() throws IOException {
        run(Main.DONE, "announce", path("run"), "--out", path("out.json"), "--quiet");
        quote();
        Console folderHolds = run(Main.DONE, "verify", path("quote"), "--against", path("out.json"));
        assertThat(folderHolds.err()).contains("ok  environment and mechanism are the announced ones");
        String certificate = path("quote/certificate.json");
        run(Main.DONE, "verify", certificate, "--against", path("out.json"), "--reports", path("reports.json"));
        Files.writeString(folder.resolve("others.json"), "{\"a\": [0.5], \"b\": [0.25]}");
        Console others = run(
                Main.CHECK_FAILED,
                "verify",
                certificate,
                "--against",
                path("out.json"),
                "--reports",
                path("others.json"),
                "--json");
        assertThat(JSON.readTree(others.out()).path(0).path("failure").asText())
                .startsWith("the proof is one of other reports: digest of the reports = ")
                .endsWith("and report of agent \"b\"[0] = 1/5 must be 1/4");
        setBoost("x", "y: z", 0.25);
        quote();
        assertThat(run(Main.CHECK_FAILED, "verify", certificate, "--against", path("out.json"))
                        .err())
                .contains("ok  payments are what each agent's presence costs the others")
                .contains("does not hold: the proof is one of another mechanism: digest of the mechanism = ")
                .contains("and boost of state \"x\", action \"y: z\" = 1/4 must be 0");
    }

    @Test
    void whatCannotBeHeldAgainstIsRefused() throws IOException {
        run(Main.DONE, "announce", path("run"), "--out", path("out.json"), "--quiet");
        quote();
        String certificate = path("quote/certificate.json");
        assertThat(run(Main.INPUT_AT_FAULT, "verify", certificate, "--against", certificate)
                        .err())
                .contains("format = \"dynama certificate\" must be");
        assertThat(run(Main.INPUT_AT_FAULT, "verify", certificate, "--reports", path("reports.json"))
                        .err())
                .contains("Add --against ANNOUNCEMENT.");
        assertThat(run(Main.INPUT_AT_FAULT, "verify", path("run"), "--against", path("out.json"))
                        .err())
                .contains("holds no certificate.json to hold against");
        Files.writeString(folder.resolve("few.json"), "{\"a\": [0.5], \"c\": [0.25]}");
        assertThat(run(
                                Main.INPUT_AT_FAULT,
                                "verify",
                                certificate,
                                "--against",
                                path("out.json"),
                                "--reports",
                                path("few.json"))
                        .err())
                .contains("b is missing", "c = [0.25] names no announced agent");
    }

    /** "x" / "y: z" and "x: y" / "z" each keep their boost. */
    @Test
    void namesThatAreJoinedAlikeDoNotCollide() throws IOException {
        setBoost("x", "y: z", 0.25);
        setBoost("x: y", "z", 0.75);
        run(Main.DONE, "announce", path("run"), "--out", path("out.json"), "--quiet");
        JsonNode boosts = JSON.readTree(folder.resolve("out.json").toFile()).at("/mechanism/boosts");
        assertThat(boosts.path("x").path("y: z").asText()).isEqualTo("1/4");
        assertThat(boosts.path("x: y").path("z").asText()).isEqualTo("3/4");
    }

    /** Spaces and line endings are nothing; numbers and the bytes of named files are. */
    @Test
    void aMechanismIsRefusedBesideAnotherEnvironment() throws IOException {
        Path environment = folder.resolve("run/environment.json");
        String digest = mechanism().path("environmentDigest").asText();
        assertThat(digest).hasSize(64);
        Files.writeString(
                environment, "\uFEFF" + MARKET.replace("\n", " \r\n  ").replace("0.5", "5e-1"));
        run(Main.DONE, "announce", path("run"), "--out", path("out.json"), "--quiet");
        Files.writeString(environment, MARKET.replace("{\"a\": {\"type\": [1]}}", "{\"a\": {\"type\": [2]}}"));
        for (String command : new String[] {"announce", "evaluate", "audit"}) {
            assertThat(run(Main.INPUT_AT_FAULT, command, path("run"), "--out", path(command))
                            .err())
                    .contains(path("run/mechanism.json") + " is a mechanism for another environment")
                    .contains(environment.toString(), digest, "Put back the environment");
        }
        Files.writeString(environment, MARKET);
        run(Main.DONE, "announce", path("run"), "--out", path("announce"), "--quiet");
        Npy.write(folder.resolve("run/types.npy"), new NpyArray(new double[] {0.1, 0.5, 0.8}, 3, 1));
        assertThat(run(Main.INPUT_AT_FAULT, "announce", path("run"), "--out", path("announce"), "--force")
                        .err())
                .contains("with the files that it names");
    }

    /** Mechanisms of earlier versions, which say nothing of it, are announced with a doubt. */
    @Test
    void aMechanismWithoutADigestIsDoubted() throws IOException {
        ObjectNode old = mechanism();
        old.remove("environmentDigest");
        JSON.writeValue(folder.resolve("run/mechanism.json").toFile(), old);
        assertThat(run(Main.DONE, "announce", path("run"), "--out", path("out.json"))
                        .err())
                .contains("not checked: ", "has no digest of its environment");
    }
}
