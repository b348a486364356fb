package org.dynama.pivot.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dynama.config.ContentDigest;
import org.dynama.config.Json;
import org.dynama.file.Digest;
import org.dynama.numpy.Npz;
import org.dynama.pivot.mechanism.MechanismTables;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.refusal.Refusal;
import org.dynama.study.RunFolder;
import org.dynama.world.file.MarketplaceText;
import org.dynama.world.market.Marketplace;
import org.jspecify.annotations.Nullable;

/**
 * A pivot mechanism as {@code mechanism.json} holds it, self-contained: with the world that it is for.
 *
 * @param schema version of this format
 * @param mechanism {@code pivot}
 * @param environment as in a spec
 * @param world file beside this one that holds the same world in the common format
 * @param worldDigest SHA-256 of what that file says
 * @param affine weights and boosts
 * @param tables archive beside this one that holds values, policies and transfers; null where they are too many numbers
 * @param tablesDigest SHA-256 of the archive; null without one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PivotFile(
        int schema,
        String mechanism,
        JsonNode environment,
        String world,
        String worldDigest,
        Affine affine,
        @Nullable String tables,
        @Nullable String tablesDigest) {
    /** The version that this program writes. */
    private static final int SCHEMA = 1;

    /** The name in a run's folder. */
    public static final String NAME = "mechanism.json";

    /** What such a mechanism calls itself. */
    private static final String PIVOT = "pivot";

    static final String WORLD = "world.json";
    private static final String TABLES = "tables.npz";
    /** Tables of more numbers than this, a quarter of a GiB, are left out. */
    private static final double MOST_NUMBERS = 1 << 25;

    /**
     * Weights and boosts by names.
     *
     * @param weights by agent
     * @param boosts those that are not 0
     */
    public record Affine(Map<String, Double> weights, List<AffineResult.NamedBoost> boosts) {
        public Affine {
            boosts = List.copyOf(boosts);
        }
    }

    /** Whether a {@code mechanism.json} is one of these. */
    public static boolean stores(JsonNode file) {
        return file.path("mechanism").asText().equals(PIVOT);
    }

    /** Writes a mechanism into a run's folder, world and tables first. */
    static void write(RunFolder folder, PivotSpec spec, PivotMechanism mechanism) {
        folder.write(WORLD, MarketplaceText.of(spec.market()));
        // Payments against worst types know no policy without an agent, of which tables have one each.
        boolean small = !mechanism.world().worstTypes() && MechanismTables.size(mechanism.affine()) <= MOST_NUMBERS;
        if (small) {
            Npz.write(folder.note(TABLES), MechanismTables.of(mechanism));
        }
        PivotFile file = new PivotFile(
                SCHEMA,
                PIVOT,
                spec.environment(),
                WORLD,
                digest(spec.market()),
                new Affine(AffineResult.weights(mechanism.affine()), AffineResult.boosts(mechanism.affine())),
                small ? TABLES : null,
                small ? Digest.of(folder.file(TABLES)) : null);
        folder.write(NAME, Json.write(file));
    }

    /** SHA-256 of what a world is in the common format, however it is written. */
    static String digest(Marketplace market) {
        byte[] text = MarketplaceText.of(market).getBytes(StandardCharsets.UTF_8);
        return ContentDigest.of(Json.parse(WORLD, text, JsonNode.class));
    }

    /**
     * Reads a mechanism.
     *
     * @throws Refusal if the file is missing, damaged or of another version
     */
    static PivotFile read(Path file) {
        PivotFile stored = Json.read(file, PivotFile.class);
        if (stored.schema != SCHEMA) {
            throw Refusal.of(
                    file + " has schema " + stored.schema + " and this version reads " + SCHEMA,
                    "Maybe run dynama pivot anew.");
        }
        return stored;
    }

    /** @throws Refusal if the environment has become another world than the mechanism is for */
    void requireWorld(Path file, Marketplace market) {
        String found = digest(market);
        if (!found.equals(worldDigest)) {
            throw Refusal.of(
                    file + " is a mechanism for another world: the digest of its environment is " + found
                            + ", and the mechanism is for " + worldDigest,
                    "Put back the environment that the mechanism was made for, or run dynama pivot for this one.");
        }
    }
}
