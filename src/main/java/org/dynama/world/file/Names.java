package org.dynama.world.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Nearest;

/** Agents, states and actions of a file by name, in the order in which it first names them. */
final class Names {
    /** State-action pairs, infeasible ones included: tables over them must fit in memory many times. */
    private static final long MOST_PAIRS = 1_000_000;

    final Map<String, Integer> agents = new LinkedHashMap<>();
    final Map<String, Integer> states = new LinkedHashMap<>();
    final Map<String, Integer> actions = new LinkedHashMap<>();
    /** Paths of the file's action entries. */
    final List<String> entries;
    /** The pair of each entry; -1 where it stands twice. */
    final int[] pairs;
    /** The path of the first entry of each state. */
    final List<String> firstEntry = new ArrayList<>();

    private final Document document;

    Names(Document document, Faults faults) {
        this.document = document;
        for (String path : document.entries("agents")) {
            String name = document.text(path + ".name");
            if (agents.putIfAbsent(name, agents.size()) != null) {
                faults.add(document.fault(path + ".name", "names an agent twice", "Give each agent her own name."));
            }
        }
        entries = document.entries("actions");
        for (String path : entries) {
            if (states.putIfAbsent(document.text(path + ".state"), states.size()) == null) {
                firstEntry.add(path);
            }
            actions.putIfAbsent(document.text(path + ".name"), actions.size());
        }
        long size = (long) states.size() * actions.size();
        if (size > MOST_PAIRS) {
            faults.add(document.fault(
                    "actions",
                    "has " + states.size() + " states and " + actions.size() + " names of actions, which make " + size
                            + " pairs, and there must be at most " + MOST_PAIRS,
                    "Use the same names of actions in many states."));
            faults.throwIfAny();
        }
        pairs = new int[entries.size()];
        findPairs(faults);
    }

    private void findPairs(Faults faults) {
        Map<Integer, Integer> known = new HashMap<>();
        for (int e = 0; e < pairs.length; e++) {
            int s = states.getOrDefault(document.text(entries.get(e) + ".state"), 0);
            int a = actions.getOrDefault(document.text(entries.get(e) + ".name"), 0);
            pairs[e] = s * actions.size() + a;
            Integer first = known.putIfAbsent(pairs[e], e);
            if (first != null) {
                pairs[e] = -1;
                faults.add(document.fault(
                        entries.get(e) + ".name",
                        "is there already in state \"" + document.text(entries.get(e) + ".state") + "\", as "
                                + entries.get(first) + " in line " + document.line(entries.get(first)),
                        "Keep one of the two."));
            }
        }
    }

    /** The state that a key of a map names, -1 with a fault where there is none. */
    int state(String map, String key, Faults faults) {
        return known(states, "state", "Every state needs an action, if only one that ends the run.", map, key, faults);
    }

    /** The agent that a key of a map names, -1 with a fault where there is none. */
    int agent(String map, String key, Faults faults) {
        return known(agents, "agent", "The agents are " + String.join(", ", agents.keySet()) + ".", map, key, faults);
    }

    private int known(
            Map<String, Integer> names, String kind, String otherwise, String map, String key, Faults faults) {
        Integer index = names.get(key);
        if (index != null) {
            return index;
        }
        String nearest = Nearest.of(key, names.keySet());
        String article = kind.equals("agent") ? "an " : "a ";
        faults.add(document.fault(
                map,
                "names " + article + kind + " \"" + key + "\", and there is none",
                nearest.isEmpty() ? shortened(otherwise) : "Maybe " + nearest + "."));
        return -1;
    }

    private static String shortened(String hint) {
        return hint.length() <= 200 ? hint : hint.substring(0, 200) + "...";
    }
}
