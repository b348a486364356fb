package org.dynama.world.file;

import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.model.EmpiricalTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.refusal.Refusal;

/**
 * The keys of one distribution in an environment's file.
 *
 * @param document whose schema has checked them
 * @param path of their map
 * @param dimension of the type
 * @param file whose folder holds the files that distributions name
 * @param companions receives those files, as they are named
 */
record DistributionKeys(Document document, String path, int dimension, Path file, List<String> companions) {

    /** A number for each component: what the file says, or the same number throughout. */
    Reals reals(String key, double otherwise) {
        String at = path + "." + key;
        return document.has(at) ? row(at) : Reals.filled(dimension, otherwise);
    }

    /** A list of types. */
    List<Reals> rows(String key) {
        return document.entries(path + "." + key).stream().map(this::row).toList();
    }

    /** A weight for each of {@code values}; ones where the file has none. */
    Reals weights(String key) {
        String at = path + "." + key;
        return document.has(at)
                ? reals(document.numbers(at))
                : Reals.filled(document.entries(path + ".values").size(), 1);
    }

    /** Types that were observed, from the NumPy file that a key names. */
    EmpiricalTypes observed(String key) {
        String name = document.text(path + "." + key);
        Path inside = Path.of(name).normalize();
        if (inside.isAbsolute() || inside.startsWith("..")) {
            throw new Refusal(
                    key,
                    name,
                    "must lie in the environment file's folder or below",
                    "Runs copy it with the environment: move it there.");
        }
        NpyArray rows = Npy.read(file.resolveSibling(name));
        boolean flat = rows.rank() == 1 && dimension == 1;
        if (!flat && (rows.rank() != 2 || rows.size(1) != dimension)) {
            throw new Refusal(name, "", "has shape " + rows.shape() + " and must have [N, " + dimension + "]", "");
        }
        companions.add(name);
        return new EmpiricalTypes(Reals.of(rows.values()), dimension);
    }

    /** Numbers that are drawn apart from one another, each with a distribution of its own. */
    IndependentTypes components(String key) {
        return ScalarDistributions.components(document, path + "." + key, dimension);
    }

    private Reals row(String at) {
        List<Double> given = document.numbers(at);
        if (given.size() != dimension) {
            throw new Refusal(
                    at.substring(at.lastIndexOf('.') + 1),
                    "",
                    "has " + given.size() + " numbers and the dimension is " + dimension,
                    "Maybe \"dimension\": " + given.size() + ".");
        }
        return reals(given);
    }

    private static Reals reals(List<Double> numbers) {
        return Reals.of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
