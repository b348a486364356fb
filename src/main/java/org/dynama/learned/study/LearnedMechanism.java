package org.dynama.learned.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.learned.exploit.FirstPeriod;
import org.dynama.model.Reals;
import org.dynama.study.InvalidRunException;

/**
 * A learned mechanism as {@code mechanism.json} holds it.
 *
 * @param format what tells it from other mechanisms
 * @param schema version of this format
 * @param world the spec's part that it was trained in
 * @param width of its network
 * @param policyWidth of the reporters' networks
 * @param parameters of its network
 */
public record LearnedMechanism(
        String format, int schema, JsonNode world, int width, int policyWidth, Reals parameters) {
    private static final int SCHEMA = 1;
    private static final String FORMAT = "learned-mechanism";

    static LearnedMechanism of(LearnSpec spec, Reals parameters) {
        return new LearnedMechanism(
                FORMAT,
                SCHEMA,
                spec.tree().get("world"),
                spec.settings().width(),
                spec.settings().lies().width(),
                parameters);
    }

    /** Whether a file, or the {@code mechanism.json} of a folder, is a learned mechanism. */
    public static boolean isAt(Path path) {
        Path file = file(path);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        return FORMAT.equals(Json.read(file, JsonNode.class).path("format").asText());
    }

    private static Path file(Path path) {
        return Files.isDirectory(path) ? path.resolve("mechanism.json") : path;
    }

    /**
     * A mechanism that was read back, with a spec to measure it by.
     *
     * @param spec its world, with the defaults and overrides of an evaluation
     * @param parameters of its network
     */
    public record Stored(LearnSpec spec, Reals parameters) {}

    /**
     * Reads a mechanism.
     *
     * @param overrides {@code path=value} each, of the evaluation
     * @throws InvalidRunException if the file is missing, damaged, of another version or does not fit its world
     */
    public static Stored read(Path path, List<String> overrides) {
        Path file = file(path);
        LearnedMechanism stored = Json.read(file, LearnedMechanism.class);
        if (stored.schema != SCHEMA || !FORMAT.equals(stored.format)) {
            throw new InvalidRunException(file + " has format " + stored.format + ", schema " + stored.schema
                    + " and this version reads " + FORMAT + ", " + SCHEMA + "\nMaybe learn the mechanism anew.");
        }
        for (String override : overrides) {
            if (override.startsWith("world.") || override.startsWith("training.width")) {
                throw new InvalidRunException("--set " + override + " would change the world or network that " + file
                        + " was trained for\nMaybe learn a mechanism for that world.");
            }
        }
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put("name", "evaluate");
        tree.set("world", stored.world);
        tree.putObject("training").put("width", stored.width).put("policyWidth", stored.policyWidth);
        LearnSpec spec = LearnSpec.of(Document.parse(file.toString(), Json.write(tree), LearnSpec.schema(), overrides));
        int wanted = FirstPeriod.size(spec.world(), stored.width);
        if (stored.parameters.size() != wanted || stored.parameters.firstNotFinite() >= 0) {
            throw new InvalidRunException(file + " holds " + stored.parameters.size()
                    + " parameters and its world needs " + wanted + " finite ones\nMaybe it was changed by hand.");
        }
        return new Stored(spec, stored.parameters);
    }
}
