package org.dynama.pivot.world;

import java.util.Arrays;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;

/** Names in a world file turned into numbers; every wrong one is a fault. */
final class WorldNames {
    private final Document document;
    private final Faults faults;

    WorldNames(Document document, Faults faults) {
        this.document = document;
        this.faults = faults;
    }

    /** The index of the name that stands at a path; -1 and a fault if it is not among those known. */
    int index(String path, List<String> known, String thing) {
        int index = known.indexOf(document.text(path));
        if (index < 0) {
            unknown(path, known, thing);
        }
        return index;
    }

    private void unknown(String path, List<String> known, String thing) {
        faults.add(document.fault(path, "is no " + thing, "Known are " + String.join(", ", known) + "."));
    }

    /** The probabilities of a map from names, in the order of the names that are known. */
    double[] distribution(String path, List<String> known, String thing) {
        double[] probabilities = new double[known.size()];
        double sum = 0;
        boolean named = true;
        for (String key : document.keys(path)) {
            String place = Document.join(path, key);
            int index = known.indexOf(key);
            if (index < 0) {
                unknown(place, known, thing);
                named = false;
            } else {
                probabilities[index] = document.number(place);
            }
            sum += document.number(place);
        }
        if (named && !(Math.abs(sum - 1) <= Probabilities.TOLERANCE)) {
            faults.add(document.fault(path, "sums to " + sum + " and must sum to 1", "Maybe an outcome is missing."));
            return probabilities;
        }
        return named ? Probabilities.normalized(probabilities) : probabilities;
    }

    /** What the entry's rewards give agent {@code i} at each type: one number for all types, or a map. */
    double[] rewards(String entry, List<FiniteAgent> agents, int i) {
        List<String> types = agents.get(i).types();
        double[] rewards = new double[types.size()];
        String path = Document.join(entry + ".rewards", agents.get(i).name());
        if (!document.has(path)) {
            return rewards;
        }
        if (!document.isMap(path)) {
            Arrays.fill(rewards, document.number(path));
            return rewards;
        }
        List<String> keys = document.keys(path);
        for (String key : keys) {
            int k = types.indexOf(key);
            if (k < 0) {
                unknown(
                        Document.join(path, key),
                        types,
                        "type of " + agents.get(i).name());
            } else {
                rewards[k] = document.number(Document.join(path, key));
            }
        }
        List<String> missing =
                types.stream().filter(type -> !keys.contains(type)).toList();
        if (!missing.isEmpty()) {
            faults.add(document.fault(
                    path, "lacks " + String.join(", ", missing), "Give every type a number, 0 where there is none."));
        }
        return rewards;
    }

    /** A fault for every key of a map that is not an agent. */
    void requireAgents(String path, List<FiniteAgent> agents) {
        List<String> known = agents.stream().map(FiniteAgent::name).toList();
        for (String key : document.has(path) ? document.keys(path) : List.<String>of()) {
            if (!known.contains(key)) {
                unknown(Document.join(path, key), known, "agent");
            }
        }
    }
}
