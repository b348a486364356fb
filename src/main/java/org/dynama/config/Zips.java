package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dynama.config.Tree.Finding;

/** Which lists go together, entry by entry, instead of in all combinations: {@code zip: [PATH, PATH]}, or a list of such. */
final class Zips {
    private static final JsonPointer KEY = JsonPointer.compile("/zip");

    private final Tree own;
    private final Faults faults;
    private final List<List<String>> groups = new ArrayList<>();
    private final Set<String> met = new HashSet<>();

    Zips(Tree own, Faults faults) {
        this.own = own;
        this.faults = faults;
        JsonNode zip = own.at(KEY);
        if (zip.isArray() && !zip.isEmpty() && zip.valueStream().allMatch(JsonNode::isTextual)) {
            groups.add(Rules.words(zip));
        } else {
            zip.valueStream().filter(JsonNode::isArray).map(Rules::words).forEach(groups::add);
        }
        Set<String> known = new HashSet<>();
        groups.forEach(group -> group.forEach(path -> {
            if (!known.add(path)) {
                add("names " + path + " twice", "A list goes with one group of others.");
            }
        }));
    }

    /** The lists that go together with one, itself the first; only itself where it stands in no zip. */
    List<JsonPointer> with(Tree tree, JsonPointer place) {
        String path = KeyPath.of(tree.root(), place);
        List<JsonPointer> together = new ArrayList<>(List.of(place));
        for (List<String> group : groups) {
            if (group.contains(path)) {
                met.addAll(group);
                group.stream().filter(other -> !other.equals(path)).forEach(other -> add(tree, other, together));
                requireSameLength(tree, group);
            }
        }
        return together;
    }

    private void add(Tree tree, String path, List<JsonPointer> together) {
        try {
            JsonPointer place = KeyPath.parse(path);
            if (tree.at(place).isArray()) {
                together.add(place);
                return;
            }
        } catch (IllegalArgumentException noPath) {
            // Said in the same words.
        }
        refuseUnknown(path);
    }

    private void requireSameLength(Tree tree, List<String> group) {
        List<String> lengths = new ArrayList<>();
        Set<Integer> distinct = new HashSet<>();
        for (String path : group) {
            JsonNode list = isPath(path) ? tree.at(KeyPath.parse(path)) : own.root();
            if (list.isArray()) {
                lengths.add(path + " has " + list.size());
                distinct.add(list.size());
            }
        }
        if (distinct.size() > 1) {
            add(
                    "joins lists of different lengths: " + lengths.stream().collect(Collectors.joining(", ")),
                    "Lists that go together have as many values each.");
        }
    }

    private static boolean isPath(String path) {
        try {
            KeyPath.parse(path);
            return true;
        } catch (IllegalArgumentException noPath) {
            return false;
        }
    }

    /** Refuses paths at which no list was met. */
    void requireMet() {
        groups.forEach(
                group -> group.stream().filter(path -> !met.contains(path)).forEach(this::refuseUnknown));
    }

    private void refuseUnknown(String path) {
        add(
                "names " + path + ", where no list of values stands",
                "Maybe zip: [environment.agents, environment.items].");
    }

    private void add(String rule, String hint) {
        faults.add(own.fault(new Finding(KEY, Rules.shown(own.at(KEY)), rule, hint)));
    }
}
