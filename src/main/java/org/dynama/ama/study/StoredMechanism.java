package org.dynama.ama.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.refusal.Refusal;
import org.dynama.study.Input;
import org.dynama.study.RunFolder;

/**
 * A mechanism that was read back, with a spec to run it by.
 *
 * @param document the mechanism's environment and objective, defaults and overrides
 * @param spec the same, built
 * @param parameters the mechanism
 * @param inputs the mechanism's file, and all that it names
 * @param isBound whether the mechanism's file says by a digest which environment it is for
 */
public record StoredMechanism(
        Document document, SearchSpec spec, AmaParameters parameters, List<Input> inputs, boolean isBound) {
    /** The copy of profiles that were given. */
    public static final String PROFILES = "profiles.npy";

    private static final String FORM = "form";
    private static final String ALLOCATIONS = "allocations";

    public StoredMechanism {
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
    public static StoredMechanism read(Path file, Schema schema, String name, List<String> overrides) {
        MechanismFile stored = MechanismFile.read(file);
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put("name", name);
        tree.set("environment", world(stored));
        tree.set("objective", stored.objective());
        return of(file, stored, Document.parse(file.toString(), Json.write(tree), schema, overrides));
    }

    /** The mechanism that a run has read, with the run's own spec. */
    public static StoredMechanism in(RunFolder folder, Schema schema) {
        Path file = folder.file(MechanismFile.NAME);
        MechanismFile stored = MechanismFile.read(file);
        List<String> form = isUnformed(stored) ? List.of("environment." + FORM + "=" + ALLOCATIONS) : List.of();
        return of(file, stored, Document.read(folder.file("spec.yaml"), schema, form));
    }

    /**
     * The same without the spec's optimizer, which explains no number of an evaluation and whose keys may be those of an
     * earlier version.
     */
    public static StoredMechanism judged(RunFolder folder, Schema schema) {
        Path file = folder.file(MechanismFile.NAME);
        Path spec = folder.file("spec.yaml");
        ObjectNode tree =
                (ObjectNode) Document.read(spec, Schema.any(), List.of()).node();
        tree.remove("optimizer");
        MechanismFile stored = MechanismFile.read(file);
        if (isUnformed(stored)) {
            tree.set("environment", world(stored));
        }
        Document document = Document.parse(spec.toString(), Json.write(tree), schema, List.of());
        return of(file, stored, document);
    }

    /** The mechanism's world as a spec says it now. */
    private static JsonNode world(MechanismFile stored) {
        JsonNode world = stored.environment();
        return isUnformed(stored) ? ((ObjectNode) world.deepCopy()).put(FORM, ALLOCATIONS) : world;
    }

    /** Whether it was stored when static auctions had one form. */
    private static boolean isUnformed(MechanismFile stored) {
        return "static-auction".equals(stored.environment().path("kind").asText())
                && !stored.environment().has(FORM);
    }

    /**
     * The same, when the features of its menu, if it has one, have been held against its policies.
     *
     * @param file that it was read from
     * @throws Refusal with the first feature that is not that of its policy
     */
    public StoredMechanism checked(Path file) {
        MenuReference menu = MechanismFile.read(file).menu();
        OfferedMenu offered = spec.offered();
        if (menu != null && offered != null) {
            MenuArchive.requireFeatures(file.resolveSibling(menu.file()), offered);
        }
        return this;
    }

    /**
     * The same, unless the features of its menu are estimates.
     *
     * @param what needs exact ones
     * @throws Refusal if they are
     */
    public StoredMechanism exact(String what) {
        OfferedMenu offered = spec.offered();
        if (offered != null) {
            offered.requireExact(what);
        }
        return this;
    }

    private static StoredMechanism of(Path file, MechanismFile stored, Document document) {
        SearchSpec world = SearchSpec.of(document);
        List<Input> inputs = inputs(file, stored, document, world);
        EnvironmentDigest.require(stored, file, world.world().file());
        MenuReference menu = stored.menu();
        SearchSpec spec =
                menu == null ? world : world.offering(MenuArchive.read(file, stored, menu, world.environment()));
        AmaParameters parameters = stored.parameters(spec.environment(), file);
        if (menu != null) {
            MenuArchive.requireBoosts(file, menu, parameters.boosts());
        }
        return new StoredMechanism(document, spec, parameters, inputs, stored.environmentDigest() != null);
    }

    private static List<Input> inputs(Path file, MechanismFile stored, Document document, SearchSpec spec) {
        List<Input> inputs = new ArrayList<>(List.of(new Input("", file, MechanismFile.NAME)));
        if (stored.archive() != null) {
            inputs.add(new Input("", file.resolveSibling(stored.archive()), stored.archive()));
        }
        if (stored.menu() != null) {
            String menu = stored.menu().file();
            inputs.add(new Input("", file.resolveSibling(menu), menu));
        }
        for (String key : document.fileKeys()) {
            if (document.line(key) == 0) {
                throw new Refusal(
                        key,
                        document.text(key),
                        "must stay what the mechanism is for",
                        "Maybe search a mechanism for the other file.");
            }
            // The copy of the mechanism names it, too.
            spec.withCompanions(new Input(key, document.file(key), document.text(key)))
                    .forEach(inputs::add);
        }
        return inputs;
    }
}
