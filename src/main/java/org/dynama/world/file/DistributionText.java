package org.dynama.world.file;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.EmpiricalTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.refusal.Refusal;
import org.dynama.world.market.MarketAgent.Drawn;

/** A distribution as the keys that {@link DistributionKind} reads. */
final class DistributionText {
    /** Distributions of one number that a file may list component by component. */
    private static final List<Class<? extends Univariate>> LISTED =
            List.of(Univariate.Normal.class, Univariate.Exponential.class, Univariate.Beta.class);

    private DistributionText() {}

    static Map<String, Object> keys(Drawn drawn) {
        TypeDistribution distribution = drawn.distribution();
        if (distribution instanceof TypeDistribution.Uniform uniform) {
            Map<String, Object> keys = keys(DistributionKind.UNIFORM, Map.of("low", uniform.lows()));
            keys.put("high", MarketplaceText.list(uniform.highs()));
            return keys;
        } else if (distribution instanceof TypeDistribution.OneComponent one) {
            return keys(DistributionKind.ONE_COMPONENT, Map.of("high", one.highs()));
        } else if (distribution instanceof DiscreteTypes discrete) {
            Map<String, Object> keys = keys(DistributionKind.DISCRETE, Map.of());
            keys.put(
                    "values",
                    discrete.values().stream().map(MarketplaceText::list).toList());
            keys.put("weights", MarketplaceText.list(discrete.weights()));
            return keys;
        } else if (distribution instanceof EmpiricalTypes) {
            Map<String, Object> keys = keys(DistributionKind.EMPIRICAL, Map.of());
            keys.put("file", drawn.file());
            return keys;
        } else if (distribution instanceof IndependentTypes independent) {
            boolean alike = independent.components().stream()
                                    .map(Object::getClass)
                                    .distinct()
                                    .count()
                            == 1
                    && LISTED.contains(independent.components().get(0).getClass());
            if (alike) {
                return keys(independent.components());
            }
            Map<String, Object> keys = keys(DistributionKind.INDEPENDENT, Map.of());
            keys.put(
                    "components",
                    independent.components().stream()
                            .map(ScalarDistributions::text)
                            .toList());
            return keys;
        }
        throw Refusal.of("the distribution " + distribution + " has no place in a market's file", "");
    }

    /** A record of one number's distribution has its keys as components, and its kind as its name. */
    private static Map<String, Object> keys(List<Univariate> components) {
        Class<? extends Univariate> type = components.get(0).getClass();
        Map<String, Reals> rows = new LinkedHashMap<>();
        numbers(components.get(0))
                .keySet()
                .forEach(key -> rows.put(
                        key,
                        Reals.of(components.stream()
                                .mapToDouble(component -> numbers(component).getOrDefault(key, 0.0))
                                .toArray())));
        return keys(DistributionKind.valueOf(type.getSimpleName().toUpperCase(Locale.ROOT)), rows);
    }

    /** The numbers of one number's distribution, by their names. */
    static Map<String, Double> numbers(Univariate distribution) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (RecordComponent key :
                Objects.requireNonNull(distribution.getClass().getRecordComponents())) {
            numbers.put(key.getName(), number(key, distribution));
        }
        return numbers;
    }

    private static double number(RecordComponent key, Univariate component) {
        try {
            return (double) key.getAccessor().invoke(component);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(component + " must be a public record of numbers", failure);
        }
    }

    /** Limits that are none are left out. */
    private static Map<String, Object> keys(DistributionKind kind, Map<String, Reals> rows) {
        Map<String, Object> keys = new LinkedHashMap<>(Map.of("kind", kind.word()));
        rows.forEach((key, row) -> {
            if (row.firstNotFinite() < 0) {
                keys.put(key, MarketplaceText.list(row));
            }
        });
        return keys;
    }
}
