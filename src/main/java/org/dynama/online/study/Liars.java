package org.dynama.online.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.refusal.Refusal;

/**
 * Agents who lie at the same time, each in her way; the others tell the truth.
 *
 * @param lies nobody's for the truth
 */
record Liars(List<Lie> lies) {
    /** Nobody lies. */
    static final Liars NONE = new Liars(List.of());

    /** All that lie at once, by the spec's groups; a lie without one is told alone. Faults are added. */
    static List<Liars> all(Document document, int agents, int components, double unit, Faults faults) {
        Map<String, List<Lie>> groups = new LinkedHashMap<>();
        for (String path : document.entries("lies")) {
            if (document.whole(path + ".agent") > agents) {
                String hint = "Maybe agent: " + agents + ".";
                faults.add(document.fault(path + ".agent", "must be one of " + agents + " agents", hint));
                continue;
            }
            try {
                Lie lie = Lie.of(document, path, components, unit);
                String group = document.text(path + ".group");
                List<Lie> together = groups.computeIfAbsent(group.isEmpty() ? path : group, none -> new ArrayList<>());
                if (together.stream().anyMatch(one -> one.agent() == lie.agent())) {
                    String rule = "lies twice in group \"" + group + "\"";
                    faults.add(document.fault(path + ".agent", rule, "Maybe another group."));
                }
                together.add(lie);
            } catch (ConfigException failure) {
                faults.addAll(failure);
            } catch (Refusal refused) {
                faults.add(document.fault(path, refused));
            }
        }
        return groups.values().stream().map(Liars::new).toList();
    }

    /** From 1. */
    List<Integer> agents() {
        return lies.stream().map(Lie::agent).toList();
    }

    /** How the first lies, and after her the others with their names. */
    String label() {
        return IntStream.range(0, lies.size())
                .mapToObj(k -> (k == 0 ? "" : "agent " + lies.get(k).agent() + " ")
                        + lies.get(k).label())
                .collect(Collectors.joining(" and "));
    }
}
