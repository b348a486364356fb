package org.dynama.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small spec of every study, with the file that it reads where it reads one. */
final class StudyExamples {
    /** Where the file of an example was written, beside its spec. */
    static final String INPUT = "market.json";

    /**
     * One example.
     *
     * @param spec as YAML
     * @param input content of the file that it names, {@link #INPUT}; empty for none
     * @param swept overrides that make it a sweep of two cells
     */
    record Example(String spec, String input, String swept) {
        /** Writes the spec, and its input beside it. */
        Path write(Path folder) throws IOException {
            Files.createDirectories(folder);
            if (!input.isEmpty()) {
                Files.writeString(folder.resolve(INPUT), input);
            }
            return Files.writeString(folder.resolve("small.yaml"), spec);
        }

        /** The same with an input that means something else. */
        String otherInput() {
            return input.replaceFirst("0\\.3", "0.2");
        }
    }

    private StudyExamples() {}

    /** An example of each study, by its name; a study that is listed and has none fails the contract. */
    static Map<String, Example> all() throws IOException {
        Map<String, Example> all = new LinkedHashMap<>();
        all.put(
                "dice",
                new Example("dice: {file: market.json}\nrolls: 4\n", "{\"faces\": [1, 2, 0.3]}", "rolls=[3, 4]"));
        all.put(
                "pivot",
                new Example(
                        """
                        environment: {file: market.json}
                        boosts: [{action: image stars, boost: 0.25}, {action: image stars, boost: -0.5, draw: clear}]
                        optimizer: {kind: annealing, evaluations: 3}
                        simulation: {seasons: 20}
                        """,
                        Files.readString(Path.of("models/environments/pivot-telescope.json")),
                        "simulation.seasons=[10, 20]"));
        all.put(
                "search",
                new Example(
                        """
                        environment: {file: market.json}
                        objective: profit
                        optimizer: {iterations: 2, starts: 1, searchPoints: 2, profiles: 8}
                        evaluation: {profiles: 6, misreports: 20}
                        """,
                        Files.readString(Path.of("models/environments/two-licences.json")),
                        "optimizer.iterations=[1, 2]"));
        all.put("smoothing", new Example("""
                        environment: {kind: sequential-sales, agents: 2, items: 1}
                        evaluation: {profiles: 20}
                        temperatures: [1, 0.1]
                        gradients: {profiles: 512}
                        """, "", "environment.agents=[1, 2]"));
        all.put("online", new Example("""
                        kind: bandit
                        rounds: 60
                        seeds: 2
                        market: {kind: table, file: market.json, noise: 0.3, noiseIs: deviation}
                        mechanisms: [{data: etc, charged: everyone}]
                        """, """
                        {"allocations": ["out", "in"], "values": [[0, 0.8], [0, 0.3]],
                         "outcomes": [{"give": ["out", "out"]}, {"give": ["in", "out"]}, {"give": ["out", "in"]}]}
                        """, "rounds=[50, 60]"));
        all.put("learn", new Example("""
                        world: {kind: bandit-auction, goods: 2, periods: 1}
                        training: {steps: 2, width: 4, policyWidth: 2, policies: 1}
                        evaluation: {oracle: false}
                        """, "", "training.steps=[1, 2]"));
        all.put(
                "compare",
                new Example(
                        """
                        market: {file: market.json}
                        mechanisms: [vcg, posted, pivot]
                        profiles: 20
                        """, Files.readString(Path.of("models/environments/two-licences.json")), "profiles=[10, 20]"));
        return all;
    }
}
