package org.dynama.world.file;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Nearest;
import org.dynama.model.Reals;

/** The names that a file may use for one sort of thing, by number; every other is a fault. */
final class Known {
    private static final BigDecimal SLACK = new BigDecimal("1e-9");
    private static final int LONGEST_HINT = 200;

    private final Document document;
    private final Faults faults;
    private final String thing;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /**
     * Names in their order.
     *
     * @param thing with its article, as {@code a state}
     */
    Known(Document document, Faults faults, String thing, Collection<String> names) {
        this.document = document;
        this.faults = faults;
        this.thing = thing;
        names.forEach(name -> numbers.putIfAbsent(name, numbers.size()));
    }

    List<String> names() {
        return List.copyOf(numbers.keySet());
    }

    int size() {
        return numbers.size();
    }

    /** The number of a name; -1 with a fault at {@code path} where there is none. */
    int number(String path, String name) {
        Integer number = numbers.get(name);
        if (number != null) {
            return number;
        }
        String nearest = Nearest.of(name, numbers.keySet());
        String all = "Known are " + String.join(", ", numbers.keySet()) + ".";
        String hint = all.length() <= LONGEST_HINT ? all : all.substring(0, LONGEST_HINT) + "...";
        faults.add(document.fault(
                path,
                "names " + thing + " \"" + name + "\", and there is none",
                nearest.isEmpty() ? hint : "Maybe " + nearest + "."));
        return -1;
    }

    /** The number of the name that stands at a path. */
    int named(String path) {
        return number(path, document.text(path));
    }

    /** The members of a list of names; {@code otherwise} where there is no list. */
    BitSet members(String path, BitSet otherwise) {
        if (!document.has(path)) {
            return otherwise;
        }
        BitSet members = new BitSet();
        for (String entry : document.entries(path)) {
            int number = named(entry);
            if (number >= 0) {
                members.set(number);
            }
        }
        return members;
    }

    /** What a map has by number, zeros left out; probabilities that must sum to 1 within 1e-9, unless the map is empty. */
    Map<Integer, Double> probabilities(String path) {
        Map<Integer, Double> probabilities = new LinkedHashMap<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> entry : document.decimals(path).entrySet()) {
            int number = number(path, entry.getKey());
            BigDecimal probability = entry.getValue();
            sum = sum.add(probability);
            if (number >= 0 && probability.signum() > 0) {
                probabilities.put(number, probability.doubleValue());
            }
        }
        if (!document.keys(path).isEmpty() && sum.subtract(BigDecimal.ONE).abs().compareTo(SLACK) > 0) {
            faults.add(document.fault(
                    path,
                    "has probabilities that sum to " + sum.stripTrailingZeros().doubleValue() + " and must sum to 1",
                    sum.compareTo(BigDecimal.ONE) < 0 ? "Maybe an outcome is missing." : "Maybe one is too large."));
        }
        return probabilities;
    }

    /** The same with zeros, one for each name. */
    Reals distribution(String path) {
        double[] row = new double[size()];
        probabilities(path).forEach((number, probability) -> row[number] = probability);
        return Reals.of(row);
    }
}
