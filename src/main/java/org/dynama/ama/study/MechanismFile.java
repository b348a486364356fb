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
import org.dynama.config.Json;
import org.dynama.model.Amount;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.Stages;
import org.dynama.refusal.Refusal;
import org.dynama.study.RunFolder;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism as {@code mechanism.json} holds it, self-contained: with the environment that it is for.
 *
 * @param schema version of this format
 * @param environment as in a spec
 * @param environmentDigest SHA-256 of what the environment is: of the map above, or of what the file says that it names and
 *     of the bytes of each file that this one names; null in files of earlier versions
 * @param objective as in a spec
 * @param weights by agent's name
 * @param boosts one for every state-action pair; none where an archive has them
 * @param archive file beside this one that holds a large table of boosts; else null
 * @param menu the policies among which the mechanism chooses; null where it chooses an action in every state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MechanismFile(
        int schema,
        JsonNode environment,
        @Nullable String environmentDigest,
        JsonNode objective,
        Map<String, Double> weights,
        List<Boost> boosts,
        @Nullable String archive,
        @Nullable MenuReference menu) {

    /** The version that this program writes. */
    private static final int SCHEMA = 1;

    /** The name in a run's folder. */
    public static final String NAME = "mechanism.json";

    /** Where a mechanism too large to be read has its boosts. */
    private static final String ARCHIVE = "mechanism.npz";

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
     * @param stage from 1; how many actions have been taken, plus one. Who writes a mechanism by hand may leave it out: the state says it
     * @param boost affine welfare per visit
     */
    public record Boost(@Nullable Integer stage, String state, String action, double boost) {}

    /**
     * Reads a mechanism.
     *
     * @throws Refusal if the file is missing, damaged or of another version
     */
    public static MechanismFile read(Path file) {
        MechanismFile stored = Json.read(file, MechanismFile.class);
        if (stored.schema != SCHEMA) {
            throw Refusal.of(
                    file + " has schema " + stored.schema + " and this version reads " + SCHEMA,
                    "Maybe search the mechanism anew.");
        }
        stored.requireBeside(file, "archive", stored.archive);
        stored.requireBeside(file, "menu.file", stored.menu == null ? null : stored.menu.file());
        return stored;
    }

    /** Nothing is opened that does not lie beside the mechanism. */
    private void requireBeside(Path file, String key, @Nullable String named) {
        if (named != null && !named.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            throw Refusal.of(
                    file + ": " + key + " = " + named + " must be the name of a file beside it",
                    "Maybe put back the mechanism as it was written.");
        }
    }

    /**
     * Writes a mechanism into a folder, and its archive first where it has one. A file of the environment must lie there, by the
     * name that the spec's tree has for it.
     */
    public static void write(RunFolder folder, SearchSpec spec, AmaParameters parameters) {
        Environment environment = spec.environment();
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            weights.put(environment.agents().get(i).name(), parameters.weights().get(i));
        }
        JsonNode world = spec.tree().path("environment");
        boolean isReadable = environment.mdp().pairCount() <= READABLE;
        if (!isReadable) {
            BoostArchive.write(folder.note(ARCHIVE), environment, parameters.boosts());
        }
        MechanismFile file = new MechanismFile(
                SCHEMA,
                world,
                EnvironmentDigest.of(
                        world,
                        spec.world().file(),
                        folder.path().resolve(world.path("file").asText())),
                spec.tree().path("objective"),
                weights,
                isReadable ? boosts(environment.mdp(), parameters.boosts()) : List.of(),
                isReadable ? null : ARCHIVE,
                spec.offered() == null ? null : MenuArchive.write(folder, spec.offered(), parameters));
        folder.write(NAME, Json.write(file));
    }

    private static List<Boost> boosts(Mdp mdp, Reals table) {
        int[] stages = stages(mdp);
        List<Boost> boosts = new ArrayList<>();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            int s = mdp.stateOf(pair);
            String action = mdp.actions().get(mdp.actionOf(pair));
            boosts.add(new Boost(stages[s] + 1, mdp.states().get(s), action, table.get(pair)));
        }
        return boosts;
    }

    /** The stage of each state, from 0; where runs have no longest there is one. */
    static int[] stages(Mdp mdp) {
        int[] stageOf = new int[mdp.stateCount()];
        if (mdp.horizon() instanceof Horizon.Finite) {
            Stages stages = Stages.of(mdp);
            Arrays.setAll(stageOf, stages::of);
        }
        return stageOf;
    }

    /**
     * The parameters for an environment.
     *
     * @param file where this was read from
     * @throws Refusal if an agent or a state-action pair is missing, unknown or doubled
     */
    public AmaParameters parameters(Environment environment, Path file) {
        try {
            Reals parsed = weights(environment);
            Reals table = archive == null
                    ? table(environment.mdp())
                    : BoostArchive.read(file.resolveSibling(archive), environment);
            return new AmaParameters(parsed, table);
        } catch (Refusal refused) {
            throw Refusal.of(file + " does not fit its environment: " + refused.sentence(), refused.hint());
        }
    }

    private Reals weights(Environment environment) {
        double[] all = new double[environment.agentCount()];
        for (int i = 0; i < all.length; i++) {
            String agent = environment.agents().get(i).name();
            Double weight = weights.get(agent);
            if (weight == null) {
                throw Refusal.of("weights has no entry for \"" + agent + "\"", "");
            }
            all[i] = Amount.require("weights." + agent, weight);
        }
        if (weights.size() != all.length) {
            throw Refusal.of(
                    "weights has " + weights.size() + " entries and the environment " + all.length + " agents", "");
        }
        return Reals.of(all);
    }

    private Reals table(Mdp mdp) {
        // By state and action apart: "x: y" and "z" are not "x" and "y: z".
        Map<List<String>, Integer> pairs = new LinkedHashMap<>();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            int a = mdp.actionOf(pair);
            pairs.put(List.of(mdp.states().get(mdp.stateOf(pair)), mdp.actions().get(a)), pair);
        }
        int[] stages = stages(mdp);
        double[] table = new double[mdp.pairCount()];
        for (Boost boost : boosts) {
            Integer pair = pairs.remove(List.of(boost.state, boost.action));
            if (pair == null) {
                throw Refusal.of(
                        "boosts has an entry for state \"" + boost.state + "\", action \"" + boost.action
                                + "\", which the environment does not have or the file has twice",
                        "");
            }
            int stage = stages[mdp.stateOf(pair)] + 1;
            if (boost.stage != null && boost.stage != stage) {
                throw Refusal.of(
                        "boosts has stage " + boost.stage + " for state \"" + boost.state + "\", which is of stage "
                                + stage,
                        "Leave the stage out, or correct one of them.");
            }
            table[pair] = Amount.require("boost of " + boost.state + ": " + boost.action, boost.boost);
        }
        if (!pairs.isEmpty()) {
            List<String> first = pairs.keySet().iterator().next();
            throw Refusal.of(
                    "boosts has no entry for state \"" + first.get(0) + "\", action \"" + first.get(1) + "\" and "
                            + (pairs.size() - 1) + " more",
                    "");
        }
        return Reals.of(table);
    }
}
