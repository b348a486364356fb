package org.dynama.environment.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.environment.Absence;
import org.dynama.environment.Environment;
import org.dynama.model.Agent;
import org.dynama.model.Mdp;
import org.dynama.model.RewardMap;

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
    private static final String SCHEMA = "/org/dynama/environment/file/environment.schema.json";

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
        Soundness soundness = new Soundness(document, names, mdp, faults);
        soundness.checkGraph();
        List<BitSet> masks = soundness.masks(needs, agents);
        faults.throwIfAny();
        boolean nobodyNeeded = needs.stream().allMatch(BitSet::isEmpty);
        Absence absence = nobodyNeeded ? new Absence.ZeroReward() : new Absence.Masked(masks);
        Environment environment =
                new Environment(document.text("name"), mdp, agents, rewards, terms.designer(), absence, losses);
        return new EnvironmentFile(environment, file, distributions.files);
    }
}
