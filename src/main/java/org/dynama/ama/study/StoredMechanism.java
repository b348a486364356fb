package org.dynama.ama.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.study.InvalidRunException;

/**
 * A mechanism that was read back, with a spec to evaluate it by.
 *
 * @param spec the mechanism's environment and objective, the evaluation's defaults and overrides
 * @param parameters the mechanism
 */
public record StoredMechanism(Spec spec, AmaParameters parameters) {

    /**
     * Reads a mechanism.
     *
     * @param path a {@code mechanism.json}, or the folder of a run
     * @param overrides {@code path=value} each, of the evaluation
     * @throws InvalidRunException if the file is missing, damaged or does not fit its environment
     * @throws org.dynama.config.ConfigException if its environment or an override is at fault
     */
    public static StoredMechanism read(Path path, List<String> overrides) {
        Path file = Files.isDirectory(path) ? path.resolve("mechanism.json") : path;
        MechanismFile stored = Json.read(file, MechanismFile.class);
        if (stored.schema() != MechanismFile.SCHEMA) {
            throw new InvalidRunException(file + " has schema " + stored.schema() + " and this version reads "
                    + MechanismFile.SCHEMA + "\nMaybe search the mechanism anew.");
        }
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put("name", "evaluate");
        tree.set("environment", stored.environment());
        tree.set("objective", stored.objective());
        Spec spec = Spec.of(Document.parse(file.toString(), Json.write(tree), Schema.spec(), overrides));
        try {
            return new StoredMechanism(spec, stored.parameters(spec.environment(), file));
        } catch (InvalidRunException exception) {
            throw new InvalidRunException(file + " does not fit its environment: " + exception.getMessage());
        }
    }
}
