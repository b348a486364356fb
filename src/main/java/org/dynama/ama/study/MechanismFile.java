package org.dynama.ama.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.table.BoostArchive;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.Stages;
import org.dynama.study.InvalidRunException;
import org.dynama.study.RunDirectory;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism as {@code mechanism.json} holds it, self-contained: with the environment that it is for.
 *
 * @param schema version of this format
 * @param environment as in a spec
 * @param objective as in a spec
 * @param weights by agent's name
 * @param boosts one for every state-action pair; none where an archive has them
 * @param archive file beside this one that holds a large table of boosts; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MechanismFile(
        int schema,
        JsonNode environment,
        JsonNode objective,
        Map<String, Double> weights,
        List<Boost> boosts,
        @Nullable String archive) {

    /** The version that this program writes. */
    public static final int SCHEMA = 1;

    /** Boosts up to this many stand in the file itself, for people to read. */
    private static final int READABLE = 20_000;

    public MechanismFile {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(boosts, "boosts");
    }

    /**
     * One entry of the boost table.
     *
     * @param stage from 1; how many actions have been taken, plus one
     * @param boost affine welfare per visit
     */
    public record Boost(int stage, String state, String action, double boost) {}

    static MechanismFile of(
            JsonNode environmentSpec, JsonNode objectiveSpec, Environment environment, AmaParameters parameters) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            weights.put(environment.agents().get(i).name(), parameters.weights().get(i));
        }
        Mdp mdp = environment.mdp();
        int[] stages = stages(mdp);
        List<Boost> boosts = new ArrayList<>();
        if (mdp.pairCount() > READABLE) {
            return new MechanismFile(
                    SCHEMA, environmentSpec, objectiveSpec, weights, boosts, RunDirectory.BOOST_ARCHIVE);
        }
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            if (mdp.transitions().feasible(pair)) {
                int s = pair / mdp.actionCount();
                boosts.add(new Boost(
                        stages[s] + 1,
                        mdp.states().get(s),
                        mdp.actions().get(pair % mdp.actionCount()),
                        parameters.boosts().get(pair)));
            }
        }
        return new MechanismFile(SCHEMA, environmentSpec, objectiveSpec, weights, boosts, null);
    }

    /** The stage of each state, from 0; a horizon without an end has one. */
    static int[] stages(Mdp mdp) {
        int[] stageOf = new int[mdp.stateCount()];
        if (mdp.horizon() instanceof Horizon.Finite) {
            Stages stages = Stages.of(mdp);
            Arrays.setAll(stageOf, stages::of);
        }
        return stageOf;
    }

    /**
     * The parameters for the environment that the file names.
     *
     * @param file where this was read from
     * @throws InvalidRunException if an agent or a state-action pair is missing, unknown or doubled
     */
    AmaParameters parameters(Environment environment, Path file) {
        double[] weights = new double[environment.agentCount()];
        for (int i = 0; i < weights.length; i++) {
            String agent = environment.agents().get(i).name();
            Double weight = weights().get(agent);
            if (weight == null) {
                throw new InvalidRunException("weights has no entry for \"" + agent + "\"");
            }
            weights[i] = weight;
        }
        if (weights().size() != weights.length) {
            throw new InvalidRunException(
                    "weights has " + weights().size() + " entries and the environment " + weights.length + " agents");
        }
        try {
            Reals table = archive == null
                    ? table(environment.mdp())
                    : BoostArchive.read(file.resolveSibling(archive), environment);
            return new AmaParameters(Reals.of(weights), table);
        } catch (IllegalArgumentException exception) {
            throw new InvalidRunException(String.valueOf(exception.getMessage()));
        }
    }

    private Reals table(Mdp mdp) {
        Map<String, Integer> pairs = new LinkedHashMap<>();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            if (mdp.transitions().feasible(pair)) {
                pairs.put(mdp.pairName(pair), pair);
            }
        }
        double[] table = new double[mdp.pairCount()];
        for (Boost boost : boosts) {
            Integer pair = pairs.remove(boost.state + ": " + boost.action);
            if (pair == null) {
                throw new InvalidRunException("boosts has an entry for state \"" + boost.state + "\", action \""
                        + boost.action + "\", which the environment does not have or the file has twice");
            }
            table[pair] = boost.boost;
        }
        if (!pairs.isEmpty()) {
            throw new InvalidRunException("boosts has no entry for \""
                    + pairs.keySet().iterator().next() + "\" and " + (pairs.size() - 1) + " more");
        }
        return Reals.of(table);
    }
}
