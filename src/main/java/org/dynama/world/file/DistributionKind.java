package org.dynama.world.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.IndependentTypes;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;

/**
 * The kinds of distributions that a file can name, by the constant in small letters with hyphens. A new one is a class in {@code model}
 * and a constant here that makes it from its keys, which the schema defines.
 */
enum DistributionKind {
    UNIFORM(keys -> new TypeDistribution.Uniform(keys.reals("low", 0), keys.reals("high", 1))),
    POINT(keys -> new DiscreteTypes(List.of(keys.reals("value", 0)), Reals.filled(1, 1))),
    DISCRETE(keys -> new DiscreteTypes(keys.rows("values"), keys.weights("weights"))),
    NORMAL(keys -> {
        Reals mean = keys.reals("mean", 0);
        Reals deviation = keys.reals("deviation", 1);
        Reals low = keys.reals("low", Double.NEGATIVE_INFINITY);
        Reals high = keys.reals("high", Double.POSITIVE_INFINITY);
        return IndependentTypes.of(
                mean.size(), k -> new Univariate.Normal(mean.get(k), deviation.get(k), low.get(k), high.get(k)));
    }),
    EXPONENTIAL(keys -> {
        Reals mean = keys.reals("mean", 1);
        Reals low = keys.reals("low", 0);
        Reals high = keys.reals("high", Double.POSITIVE_INFINITY);
        return IndependentTypes.of(mean.size(), k -> new Univariate.Exponential(mean.get(k), low.get(k), high.get(k)));
    }),
    BETA(keys -> {
        Reals alpha = keys.reals("alpha", 1);
        Reals beta = keys.reals("beta", 1);
        Reals low = keys.reals("low", 0);
        Reals high = keys.reals("high", 1);
        return IndependentTypes.of(
                alpha.size(), k -> new Univariate.Beta(alpha.get(k), beta.get(k), low.get(k), high.get(k)));
    }),
    EMPIRICAL(keys -> keys.observed("file")),
    INDEPENDENT(keys -> keys.components("components")),
    ONE_COMPONENT(keys -> new TypeDistribution.OneComponent(keys.reals("high", 0)));

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Function<DistributionKeys, TypeDistribution> maker;

    DistributionKind(Function<DistributionKeys, TypeDistribution> maker) {
        this.maker = maker;
    }

    /**
     * The kind with a name.
     *
     * @throws IllegalStateException if the schema knows a kind that this list does not
     */
    static DistributionKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "distribution.kind = " + name + " is in the schema and must be in DistributionKind, too"));
    }

    /** What {@code kind} is in a file. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The distribution that the keys describe.
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    TypeDistribution make(DistributionKeys keys) {
        return maker.apply(keys);
    }
}
