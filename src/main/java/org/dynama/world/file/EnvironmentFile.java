package org.dynama.world.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Fault;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.Agent;
import org.dynama.model.Mdp;
import org.dynama.model.RewardMap;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * An environment that was read from a JSON file.
 *
 * <p>The file has one entry for each state-action pair; {@code next} maps successors to probabilities, empty where the run
 * ends; a reward is {@code type . coefficients + constant}. Decimals are read exactly, so that 0.3 and 0.7 sum to 1;
 * probabilities are then divided by their sum and rounded once. Where numbers must be exact again, a double stands for the
 * shortest decimal that names it, which is the file's up to 15 digits.
 *
 * @param environment the world
 * @param file it was read from
 * @param companions files that it names, as it names them: paths from its folder
 */
public record EnvironmentFile(Environment environment, Path file, List<String> companions) {
    private static final String SCHEMA = "/org/dynama/world/file/environment.schema.json";

    /** A file of this size is read in a few seconds. */
    private static final long LARGEST = 2 << 20;

    /** Values and keys, counted by what stands between them. */
    private static final long MOST_VALUES = 250_000;

    public EnvironmentFile {
        companions = List.copyOf(companions);
    }

    /**
     * Reads an environment.
     *
     * @throws org.dynama.config.ConfigException with all faults at once: wrong keys and values first, then names,
     *     probabilities and distributions, then what only the whole graph shows (states out of reach, cycles, marginal
     *     economies that cannot be run, gains that depend on the state)
     */
    public static EnvironmentFile read(Path file) {
        requireSize(file);
        Document document = Document.read(file, Schema.resource(SCHEMA), List.of());
        Faults faults = new Faults(document.source());
        Names names = new Names(document, faults);
        Distributions distributions = new Distributions(document, file, faults);
        List<Agent> agents = new ArrayList<>();
        for (String path : document.entries("agents")) {
            agents.add(new Agent(document.text(path + ".name"), distributions.of(path + ".types")));
        }
        int dimension = agents.stream()
                .mapToInt(agent -> agent.types().dimension())
                .max()
                .orElseThrow();
        Terms terms = new Terms(document, names, agents, faults);
        RewardMap rewards = terms.rewards();
        List<BitSet> needs = terms.needs();
        var losses = terms.losses(dimension);
        Mdp mdp = new Graph(document, names, faults).mdp();
        GraphChecks checks = new GraphChecks(document, names, mdp, faults);
        checks.checkGraph();
        List<BitSet> masks = checks.masks(needs, agents);
        faults.throwIfAny();
        boolean nobodyNeeded = needs.stream().allMatch(BitSet::isEmpty);
        Absence absence = nobodyNeeded ? new Absence.ZeroReward() : new Absence.Masked(masks);
        Environment environment =
                new Environment(document.text("name"), mdp, agents, rewards, terms.designer(), absence, losses);
        return new EnvironmentFile(environment, file, distributions.files);
    }

    /** Files without an end must not take time and memory without one; what cannot be read is the document's business. */
    private static void requireSize(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) LARGEST + 1);
            int values = 0;
            for (byte c : bytes) {
                values += c == ',' || c == ':' || c == '[' || c == '{' ? 1 : 0;
            }
            if (bytes.length > LARGEST || values > MOST_VALUES) {
                String rule = bytes.length > LARGEST
                        ? "has more than " + (LARGEST >> 20) + " MiB"
                        : "holds more than " + MOST_VALUES + " values";
                String hint = "Maybe fold states that have the same future into one.";
                throw new ConfigException(file.toString(), List.of(new Fault(file.toString(), 0, "", "", rule, hint)));
            }
        } catch (IOException unreadable) {
            // Reading it again says why.
        }
    }
}
