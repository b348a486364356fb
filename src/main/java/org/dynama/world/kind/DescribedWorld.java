package org.dynama.world.kind;

import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/**
 * The world that a map of a document describes, by a {@code file} or by a {@code kind}.
 *
 * @param environment the world
 * @param file it was read from; null for a kind
 */
public record DescribedWorld(
        Environment environment, @Nullable EnvironmentFile file) {
    /** The key of the rule for absent agents; without it, the environment's own holds. */
    public static final String ABSENCE = "absence";

    /** The value of that key for {@link Absence.WorstType}. */
    public static final String WORST_TYPE = "worst-type";

    /**
     * The world of a kind, written out as a market.
     *
     * @throws org.dynama.config.ConfigException if it has no place in a market's file
     */
    public static Expansion expansion(Document document, String path) {
        Faults faults = new Faults(document.source());
        Environment environment = of(document, path, faults).environment;
        faults.throwIfAny();
        return document.made(path, () -> Expansion.of(environment));
    }

    /**
     * Reads a world; of use only if no fault was added.
     *
     * @param path of the map; its file is that of {@link Document#file(String)}
     * @param faults receives what is wrong, in the file with its own places
     */
    public static DescribedWorld of(Document document, String path, Faults faults) {
        try {
            if (document.has(path + ".kind")) {
                return new DescribedWorld(
                        ruled(WorldKinds.build(document, path, faults), document, path, faults), null);
            }
            EnvironmentFile file = EnvironmentFile.read(document.file(path + ".file"));
            return new DescribedWorld(ruled(file.environment(), document, path, faults), file);
        } catch (ConfigException failure) {
            faults.addAll(failure);
        } catch (IllegalArgumentException refused) {
            faults.add(document.fault(path, refused));
        }
        return new DescribedWorld(SequentialSales.uniform(1, 1), null);
    }

    /** The environment under the rule for absent agents that a document names, if it names one. */
    private static Environment ruled(Environment environment, Document document, String path, Faults faults) {
        String key = path + "." + ABSENCE;
        if (!document.has(key) || !WORST_TYPE.equals(document.text(key))) {
            return environment;
        }
        try {
            return Absence.WorstType.in(environment);
        } catch (IllegalArgumentException refused) {
            faults.add(document.fault(key, refused));
            return environment;
        }
    }
}
