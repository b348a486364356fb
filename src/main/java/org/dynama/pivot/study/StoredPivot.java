package org.dynama.pivot.study;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.file.Digest;
import org.dynama.numpy.Npz;
import org.dynama.pivot.mechanism.MechanismTables;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.refusal.Refusal;
import org.dynama.study.Input;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism that was read back, with a spec to run it by.
 *
 * @param file that holds it
 * @param stored what stands there
 * @param document its environment, weights and boosts, with defaults and overrides
 * @param spec the same, built
 * @param inputs the mechanism's file, and all that it names
 */
public record StoredPivot(Path file, PivotFile stored, Document document, PivotSpec spec, List<Input> inputs) {
    public StoredPivot {
        inputs = List.copyOf(inputs);
    }

    /**
     * Reads a mechanism.
     *
     * @param file a {@code mechanism.json}
     * @param schema of the spec
     * @param name of the run
     * @param overrides {@code path=value} each, of the spec
     * @throws Refusal if the file is missing, damaged or does not fit its environment
     * @throws org.dynama.config.ConfigException if its environment or an override is at fault
     */
    public static StoredPivot read(Path file, Schema schema, String name, List<String> overrides) {
        PivotFile stored = PivotFile.read(file);
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put("name", name);
        tree.set("environment", stored.environment());
        tree.set("weights", Json.MAPPER.valueToTree(stored.affine().weights()));
        ArrayNode boosts = tree.putArray("boosts");
        for (AffineResult.NamedBoost boost : stored.affine().boosts()) {
            ObjectNode entry = Json.MAPPER.valueToTree(boost);
            List.of("period", "state", "draw").stream()
                    .filter(key -> !entry.hasNonNull(key))
                    .forEach(entry::remove);
            boosts.add(entry);
        }
        return of(file, stored, Document.parse(file.toString(), Json.write(tree), schema, overrides));
    }

    /** The mechanism that a run has read, with the run's own spec. */
    public static StoredPivot in(Path folder, Schema schema) {
        Path file = folder.resolve(PivotFile.NAME);
        return of(file, PivotFile.read(file), Document.read(folder.resolve("spec.yaml"), schema, List.of()));
    }

    private static StoredPivot of(Path file, PivotFile stored, Document document) {
        PivotSpec spec = PivotSpec.of(document);
        stored.requireWorld(file, spec.market());
        List<Input> inputs = new ArrayList<>(List.of(new Input("", file, PivotFile.NAME)));
        addBeside(file, stored.tables(), inputs);
        addBeside(file, Files.isRegularFile(file.resolveSibling(stored.world())) ? stored.world() : null, inputs);
        for (String key : document.fileKeys()) {
            new Input(key, document.file(key), document.text(key))
                    .with(spec.companions())
                    .forEach(inputs::add);
        }
        return new StoredPivot(file, stored, document, spec, inputs);
    }

    private static void addBeside(Path file, @Nullable String name, List<Input> inputs) {
        if (name != null) {
            inputs.add(new Input("", file.resolveSibling(name), name));
        }
    }

    /**
     * The mechanism: from its tables, or solved anew where it has none.
     *
     * @throws Refusal if the tables are missing, damaged or others than the mechanism's
     */
    public PivotMechanism mechanism() {
        String tables = stored.tables();
        if (tables == null) {
            return PivotSolver.solve(spec.affine(), spec.keys().threads(), share -> {});
        }
        Path archive = file.resolveSibling(tables);
        if (Files.isRegularFile(archive) && !Digest.of(archive).equals(Objects.requireNonNull(stored.tablesDigest()))) {
            throw Refusal.of(
                    archive + " is not what " + file + " was written with: its digest is another",
                    "Maybe put back the tables of the run, or run dynama pivot anew.");
        }
        return MechanismTables.mechanism(spec.affine(), Npz.read(archive, MechanismTables.shapes(spec.affine())));
    }
}
