package org.dynama.world.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.EmpiricalTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.refusal.Refusal;

/** Reads how types are drawn. */
final class Distributions {
    private final Document document;
    private final Path file;
    private final Faults faults;
    /** The files that distributions name, as they name them. */
    final List<String> files = new ArrayList<>();

    Distributions(Document document, Path file, Faults faults) {
        this.document = document;
        this.file = file;
        this.faults = faults;
    }

    /** The distribution of an agent's types; where it is at fault, one of the right dimension. */
    TypeDistribution of(String types) {
        int dimension = Math.toIntExact(document.whole(types + ".dimension"));
        String path = types + ".distribution";
        try {
            return read(path, dimension);
        } catch (IllegalArgumentException failure) {
            faults.add(document.fault(path, failure));
        }
        return new TypeDistribution.Uniform(Reals.filled(dimension, 0), Reals.filled(dimension, 1));
    }

    private TypeDistribution read(String path, int dimension) {
        return switch (document.text(path + ".kind")) {
            case "uniform" -> {
                List<Double> low = numbers(path + ".low", dimension, 0);
                List<Double> high = numbers(path + ".high", dimension, 1);
                yield new TypeDistribution.Uniform(reals(low), reals(high));
            }
            case "point" ->
                new DiscreteTypes(List.of(reals(numbers(path + ".value", dimension, 0))), Reals.filled(1, 1));
            case "discrete" -> discrete(path, dimension);
            case "normal" -> {
                List<Double> mean = numbers(path + ".mean", dimension, 0);
                List<Double> deviation = numbers(path + ".deviation", dimension, 1);
                List<Double> low = numbers(path + ".low", dimension, Double.NEGATIVE_INFINITY);
                List<Double> high = numbers(path + ".high", dimension, Double.POSITIVE_INFINITY);
                yield independent(
                        dimension, k -> new Univariate.Normal(mean.get(k), deviation.get(k), low.get(k), high.get(k)));
            }
            case "exponential" -> {
                List<Double> mean = numbers(path + ".mean", dimension, 1);
                List<Double> low = numbers(path + ".low", dimension, 0);
                List<Double> high = numbers(path + ".high", dimension, Double.POSITIVE_INFINITY);
                yield independent(dimension, k -> new Univariate.Exponential(mean.get(k), low.get(k), high.get(k)));
            }
            case "beta" -> {
                List<Double> alpha = numbers(path + ".alpha", dimension, 1);
                List<Double> beta = numbers(path + ".beta", dimension, 1);
                List<Double> low = numbers(path + ".low", dimension, 0);
                List<Double> high = numbers(path + ".high", dimension, 1);
                yield independent(
                        dimension, k -> new Univariate.Beta(alpha.get(k), beta.get(k), low.get(k), high.get(k)));
            }
            default -> empirical(path, dimension);
        };
    }

    private static TypeDistribution independent(int dimension, IntFunction<Univariate> component) {
        List<Univariate> components = new ArrayList<>();
        for (int k = 0; k < dimension; k++) {
            components.add(component.apply(k));
        }
        return new IndependentTypes(components);
    }

    /** A list of the right length: what the file says, or the same number throughout. */
    private List<Double> numbers(String path, int dimension, double otherwise) {
        if (!document.has(path)) {
            return Collections.nCopies(dimension, otherwise);
        }
        List<Double> given = document.numbers(path);
        if (given.size() == dimension) {
            return given;
        }
        throw new Refusal(
                path.substring(path.lastIndexOf('.') + 1),
                "",
                "has " + given.size() + " numbers and the dimension is " + dimension,
                "Maybe \"dimension\": " + given.size() + ".");
    }

    private static Reals reals(List<Double> numbers) {
        return Reals.of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private TypeDistribution discrete(String path, int dimension) {
        List<Reals> values = new ArrayList<>();
        for (String value : document.entries(path + ".values")) {
            values.add(reals(numbers(value, dimension, 0)));
        }
        return new DiscreteTypes(
                values,
                document.has(path + ".weights")
                        ? reals(document.numbers(path + ".weights"))
                        : Reals.filled(values.size(), 1));
    }

    private TypeDistribution empirical(String path, int dimension) {
        String name = document.text(path + ".file");
        Path inside = Path.of(name).normalize();
        if (inside.isAbsolute() || inside.startsWith("..")) {
            throw new Refusal(
                    "file",
                    name,
                    "must lie in the environment file's folder or below",
                    "Runs copy it with the environment: move it there.");
        }
        NpyArray rows = Npy.read(file.resolveSibling(name));
        boolean flat = rows.rank() == 1 && dimension == 1;
        if (!flat && (rows.rank() != 2 || rows.size(1) != dimension)) {
            throw new Refusal(name, "", "has shape " + rows.shape() + " and must have [N, " + dimension + "]", "");
        }
        files.add(name);
        return new EmpiricalTypes(Reals.of(rows.values()), dimension);
    }
}
