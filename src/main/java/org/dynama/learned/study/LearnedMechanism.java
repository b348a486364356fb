package org.dynama.learned.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.learned.exploit.FirstPeriod;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * A learned mechanism as {@code mechanism.json} holds it.
 *
 * @param format what tells it from other mechanisms
 * @param schema version of this format; the first had {@code buyers} in its world
 * @param world the spec's part that it was trained in
 * @param width of its network
 * @param policyWidth of the reporters' networks
 * @param parameters of its network
 */
public record LearnedMechanism(
        String format, int schema, ObjectNode world, int width, int policyWidth, Reals parameters) {
    static final String FILE = "mechanism.json";
    private static final int SCHEMA = 2;
    private static final String FORMAT = "learned-mechanism";

    static LearnedMechanism of(LearnSpec spec, Reals parameters) {
        TrainingSettings settings = spec.settings();
        return new LearnedMechanism(
                FORMAT,
                SCHEMA,
                spec.description(),
                settings.width(),
                settings.lies().width(),
                parameters);
    }

    /** Whether a file holds a learned mechanism. */
    public static boolean isIn(JsonNode file) {
        return file.path("format").asText().equals(FORMAT);
    }

    private static LearnedMechanism read(Path file) {
        LearnedMechanism stored = Json.read(file, LearnedMechanism.class);
        if (stored.schema < 1 || stored.schema > SCHEMA || !FORMAT.equals(stored.format)) {
            String holds = file + " has format " + stored.format + ", schema " + stored.schema;
            throw Refusal.of(
                    holds + " and this version reads " + FORMAT + ", up to " + SCHEMA,
                    "Maybe learn the mechanism anew.");
        }
        if (stored.world.has("buyers")) {
            stored.world.set("agents", stored.world.remove("buyers"));
        }
        return stored;
    }

    /**
     * The spec of a command on a stored mechanism: its world, with the defaults of an evaluation.
     *
     * @param overrides {@code path=value} each, of the evaluation
     * @throws Refusal if the file is missing, damaged or of another version, or an override changes its world or network
     */
    public static Document document(Path file, String command, Schema schema, List<String> overrides) {
        LearnedMechanism stored = read(file);
        for (String override : overrides) {
            if (override.matches("(world|training\\.width)\\b.*")) {
                throw Refusal.of(
                        "--set " + override + " would change the world or network that " + file + " was trained for",
                        "Maybe learn a mechanism for that world.");
            }
        }
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put("name", command);
        tree.set("world", stored.world);
        tree.putObject("training").put("width", stored.width).put("policyWidth", stored.policyWidth);
        return Document.parse(file.toString(), Json.write(tree), schema, overrides);
    }

    /**
     * The parameters of a stored mechanism, for a spec.
     *
     * @throws Refusal if they do not fit its world and network
     */
    public static Reals parameters(Path file, LearnSpec spec) {
        Reals parameters = read(file).parameters;
        int wanted = FirstPeriod.size(spec.world(), spec.settings().width());
        if (parameters.size() != wanted || parameters.firstNotFinite() >= 0) {
            throw Refusal.of(
                    file + " holds " + parameters.size() + " parameters and its world needs " + wanted + " finite ones",
                    "Maybe it was changed by hand.");
        }
        return parameters;
    }
}
