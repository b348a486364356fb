package org.dynama.world.kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.model.Univariate;
import org.dynama.world.file.ScalarDistributions;

/**
 * The keys of one world in a document.
 *
 * @param document whose schema has checked and completed them
 * @param path of their map
 * @param faults receives those that only show when keys are put together
 */
public record WorldKeys(Document document, String path, Faults faults) {

    private enum Spread {
        UNIFORM,
        ASYMMETRIC
    }

    /** A whole number. */
    int whole(String key) {
        return Math.toIntExact(document.whole(at(key)));
    }

    /** A number. */
    double number(String key) {
        return document.number(at(key));
    }

    /** True or false. */
    boolean truth(String key) {
        return document.truth(at(key));
    }

    /** Whether a key is there. */
    boolean has(String key) {
        return document.has(at(key));
    }

    /** Whether a key holds a map rather than a choice. */
    boolean isMap(String key) {
        return document.isMap(at(key));
    }

    /** A choice as the enum's constant: {@code unit-demand} is {@code UNIT_DEMAND}. */
    <E extends Enum<E>> E choice(String key, Class<E> choices) {
        String constant = document.text(at(key)).toUpperCase(Locale.ROOT).replace('-', '_');
        return Enum.valueOf(choices, constant);
    }

    /**
     * The highest value of each of {@code agents}, by {@code types}: uniform, asymmetric or a list.
     *
     * @param uniform from the number of agents
     * @param asymmetric from the number of agents
     */
    Reals highest(IntFunction<Reals> uniform, IntFunction<Reals> asymmetric) {
        int agents = whole("agents");
        if (isMap("types")) {
            return listed(agents);
        }
        return switch (choice("types", Spread.class)) {
            case UNIFORM -> uniform.apply(agents);
            case ASYMMETRIC -> asymmetric.apply(agents);
        };
    }

    /** Whether {@code types} names distributions of its own, rather than ends of uniform ones. */
    boolean isDistributed() {
        return document.has(at("types.kind")) || document.has(at("types.agents"));
    }

    /**
     * The distributions that {@code types} names: one for all agents and their numbers, or for each agent one, or for each of her
     * numbers.
     *
     * @param dimension numbers of each agent
     * @param fixed numbers of her type before those, which are always 0
     */
    List<TypeDistribution> distributions(int dimension, int fixed) {
        int agents = whole("agents");
        String each = at("types.agents");
        if (!document.has(each)) {
            return Collections.nCopies(agents, distribution(at("types"), dimension, fixed));
        }
        List<String> entries = document.entries(each);
        require(each, entries.size(), agents, "agents");
        return entries.stream()
                .map(path -> distribution(path, dimension, fixed))
                .toList();
    }

    private TypeDistribution distribution(String path, int dimension, int fixed) {
        List<Univariate> numbers = new ArrayList<>(Collections.nCopies(fixed, new Univariate.Uniform(0, 0)));
        if (document.isList(path)) {
            List<String> entries = document.entries(path);
            require(path, entries.size(), dimension, "numbers of her type");
            entries.forEach(entry -> numbers.add(made(entry)));
        } else {
            numbers.addAll(Collections.nCopies(dimension, made(path)));
        }
        return ScalarDistributions.together(numbers);
    }

    private Univariate made(String path) {
        return document.made(path, () -> ScalarDistributions.read(document, path));
    }

    private void require(String path, int size, int wanted, String things) {
        if (size != wanted) {
            String rule = "has " + size + " entries and must have one for each of " + wanted + " " + things;
            throw new ConfigException(
                    document.source(), List.of(document.fault(path, rule, "Maybe one distribution for all of them.")));
        }
    }

    private Reals listed(int agents) {
        List<Double> high = document.numbers(at("types.high"));
        if (high.size() != agents) {
            faults.add(document.fault(
                    at("types.high"),
                    "has " + high.size() + " bounds and must have one for each of " + agents + " agents",
                    "Maybe " + at("agents") + ": " + high.size() + "."));
        }
        return Reals.of(high.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private String at(String key) {
        return path + "." + key;
    }
}
