package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders with a small run of every kind that a page can be about. Its {@link #main} makes one to look at. */
final class EveryKind {
    private static final String SALES = """
            environment: {kind: sequential-sales, agents: 3, items: 2}
            optimizer: {iterations: 40, profiles: 128, searchPoints: 16, starts: 2}
            evaluation: {profiles: 500, misreports: 50, shareProfiles: 500}
            """;
    private static final String STEPS = SALES.replace("agents: 3", "agents: [2, 3]")
            .replace("{iterations: 40", "{kind: regularized-gradient, temperature: [0.02, 0.05, 0.1], iterations: 9")
            .replace("starts: 2", "step: [0.001, 0.01, 0.1]");
    private static final String ONLINE = """
            kind: bandit
            rounds: 300
            seeds: 4
            market: {kind: single-item, agents: 4, values: {from: 0.8, to: 0.2}, noise: 0.5, noiseIs: variance}
            mechanisms: [{name: "etc, sigma 0.15, f lower", data: etc, sigma: 0.15, f: lower}, {data: opt}]
            """;

    private final Path folder;
    private final Path runs;

    private EveryKind(Path folder) throws IOException {
        this.folder = folder;
        runs = Files.createDirectories(folder.resolve("runs"));
    }

    /** Makes them in {@code runs} of a folder. */
    static Path in(Path folder) throws IOException {
        EveryKind kinds = new EveryKind(folder);
        kinds.run("search", "search", SALES);
        kinds.run("search", "search-other-seed", SALES + "seed: 2\n", "--set", "evaluation.seed=1");
        kinds.run("search", "search-other-profiles", SALES + "seed: 3\n");
        kinds.run(
                "search",
                "menu",
                SALES.replaceFirst("optimizer.*", "optimizer: {kind: menu, size: 8, iterations: 20, profiles: 64}"));
        kinds.run(
                "search",
                "auction",
                SALES.replaceFirst("\\{.*", "{kind: static-auction, agents: 1, items: 2, types: uniform}"));
        kinds.run("online", "online", ONLINE);
        kinds.run("sweep", "grid", STEPS);
        kinds.run("sweep", "halving", STEPS.replace("[2, 3]", "2") + "prune: {reduction: 3, least: 3}\n");
        for (String study : List.of("pivot", "smoothing", "compare", "learn")) {
            StudyExamples.Example example = StudyExamples.all().get(study);
            example.write(folder);
            kinds.run(study, study, example.spec().replace("steps: 2", "steps: 30"));
        }
        kinds.made("evaluate", kinds.runs + "/search", "--profiles", "400", "--out", kinds.runs + "/evaluation");
        Path search = kinds.runs.resolve("search");
        kinds.made(
                "report",
                search.toString(),
                search + "-other-seed",
                search + "-other-profiles",
                "--out",
                "" + kinds.runs.resolve("search/comparison.html"));
        kinds.damaged("damaged-record");
        ServedRuns.stop(folder.resolve("specs"), kinds.runs.resolve("stopped"));
        return kinds.runs;
    }

    private void run(String command, String name, String spec, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                command, "" + Files.writeString(folder.resolve(name + ".yaml"), spec), "--out", runs + "/" + name));
        words.addAll(List.of(more));
        made(words.toArray(String[]::new));
    }

    private void made(String... words) {
        Console console = Console.run(Families.ALL, words);
        assertThat(console.status()).as(String.join(" ", words) + console.err()).isIn(Main.DONE, Main.CHECK_FAILED);
    }

    private void damaged(String name) throws IOException {
        Path to = Files.createDirectories(runs.resolve(name));
        for (String file : List.of("manifest.json", "spec.yaml")) {
            Files.copy(runs.resolve("search").resolve(file), to.resolve(file));
        }
        Files.writeString(to.resolve("result.json"), "{");
    }

    public static void main(String[] args) throws IOException {
        System.out.println(in(Path.of(args[0])));
    }
}
