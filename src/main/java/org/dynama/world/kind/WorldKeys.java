package org.dynama.world.kind;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;

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
