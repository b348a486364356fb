package org.dynama.world.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.config.Document;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.refusal.Refusal;

/**
 * Distributions of one number, as {@code {kind: exponential, mean: 1}}: the keys of a market's distributions with numbers in
 * place of lists.
 */
public final class ScalarDistributions {
    /** So many combinations of values are listed one by one, which a pivot mechanism and exact evaluations can use. */
    private static final int LISTED = 4096;

    private ScalarDistributions() {}

    /**
     * The distribution at a path.
     *
     * @throws IllegalArgumentException if its keys do not fit together
     * @throws IllegalStateException if the schema knows a kind that this list does not
     */
    public static Univariate read(Document document, String path) {
        String kind = document.text(path + ".kind");
        return switch (kind) {
            case "uniform" ->
                new Univariate.Uniform(number(document, path, "low", 0), number(document, path, "high", 1));
            case "point" -> new Univariate.Discrete(Reals.of(number(document, path, "value", 0)), Reals.of(1));
            case "discrete" -> {
                Reals values = reals(document, path + ".values");
                boolean weighted = document.has(path + ".weights");
                yield new Univariate.Discrete(
                        values, weighted ? reals(document, path + ".weights") : Reals.filled(values.size(), 1));
            }
            case "normal" ->
                new Univariate.Normal(
                        number(document, path, "mean", 0),
                        number(document, path, "deviation", 1),
                        number(document, path, "low", Double.NEGATIVE_INFINITY),
                        number(document, path, "high", Double.POSITIVE_INFINITY));
            case "exponential" ->
                new Univariate.Exponential(
                        number(document, path, "mean", 1),
                        number(document, path, "low", 0),
                        number(document, path, "high", Double.POSITIVE_INFINITY));
            case "beta" ->
                new Univariate.Beta(
                        number(document, path, "alpha", 1),
                        number(document, path, "beta", 1),
                        number(document, path, "low", 0),
                        number(document, path, "high", 1));
            default ->
                throw new IllegalStateException(
                        path + ".kind = " + kind + " is in the schema and must be in ScalarDistributions, too");
        };
    }

    private static double number(Document document, String path, String key, double otherwise) {
        return document.has(path + "." + key) ? document.number(path + "." + key) : otherwise;
    }

    private static Reals reals(Document document, String path) {
        return Reals.of(
                document.numbers(path).stream().mapToDouble(number -> number).toArray());
    }

    /** Independent numbers as one distribution: uniform ones as a box, few values as a list of their combinations. */
    public static TypeDistribution together(List<Univariate> numbers) {
        if (numbers.stream().allMatch(Univariate.Uniform.class::isInstance)) {
            return new TypeDistribution.Uniform(
                    Reals.of(numbers.stream().mapToDouble(Univariate::low).toArray()),
                    Reals.of(numbers.stream().mapToDouble(Univariate::high).toArray()));
        }
        double count = numbers.stream()
                .mapToDouble(number -> number instanceof Univariate.Discrete discrete
                        ? discrete.values().size()
                        : Double.POSITIVE_INFINITY)
                .reduce(1, (a, b) -> a * b);
        return count <= LISTED ? listed(numbers) : new IndependentTypes(numbers);
    }

    private static DiscreteTypes listed(List<Univariate> numbers) {
        List<Reals> values = new ArrayList<>(List.of(Reals.of()));
        List<Double> weights = new ArrayList<>(List.of(1.0));
        for (Univariate number : numbers) {
            Univariate.Discrete discrete = (Univariate.Discrete) number;
            List<Reals> longer = new ArrayList<>();
            List<Double> heavier = new ArrayList<>();
            for (int v = 0; v < values.size(); v++) {
                Reals first = values.get(v);
                for (int k = 0; k < discrete.values().size(); k++) {
                    double[] row = Arrays.copyOf(first.toArray(), first.size() + 1);
                    row[first.size()] = discrete.values().get(k);
                    longer.add(Reals.of(row));
                    heavier.add(weights.get(v) * discrete.weights().get(k));
                }
            }
            values = longer;
            weights = heavier;
        }
        return new DiscreteTypes(
                values, Reals.of(weights.stream().mapToDouble(weight -> weight).toArray()));
    }

    /** One number's distribution as the keys that {@link #read} reads; limits that are none are left out. */
    static Map<String, Object> text(Univariate distribution) {
        if (distribution instanceof Univariate.Discrete discrete) {
            Map<String, Object> keys = new LinkedHashMap<>(Map.of("kind", "discrete"));
            keys.put("values", MarketplaceText.list(discrete.values()));
            keys.put("weights", MarketplaceText.list(discrete.weights()));
            return keys;
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("kind", distribution.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        DistributionText.numbers(distribution).forEach((key, number) -> {
            if (Double.isFinite(number)) {
                keys.put(key, MarketplaceText.number(number));
            }
        });
        return keys;
    }

    /** The components of an independent distribution, one entry each. */
    static IndependentTypes components(Document document, String path, int dimension) {
        List<String> entries = document.entries(path);
        if (entries.size() != dimension) {
            throw new Refusal(
                    "components",
                    "",
                    "has " + entries.size() + " distributions and the dimension is " + dimension,
                    "Maybe \"dimension\": " + entries.size() + ".");
        }
        return new IndependentTypes(IntStream.range(0, dimension)
                .mapToObj(k -> read(document, entries.get(k)))
                .toList());
    }
}
