package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** Finds what a file says by the names of states, agents and actions, and collects its faults. */
class NamesReader {
    final Document document;
    final Faults faults;
    final Map<String, Integer> states = new HashMap<>();
    final Map<String, Integer> agents = new LinkedHashMap<>();
    /** By state and action. */
    final Map<List<Object>, Integer> moves = new HashMap<>();

    NamesReader(Document document) {
        this.document = document;
        faults = new Faults(document.source());
    }

    /** The index of a state that a key holds; null with a fault where there is none. */
    @Nullable
    final Integer state(String path) {
        return known(path, document.text(path), states, "state");
    }

    /** The index of an action of a state; null where there is none. */
    @Nullable
    final Integer move(int state, String action) {
        return moves.get(List.of(state, action));
    }

    /** The names in a list, which must be unique. */
    final List<String> index(String path, Map<String, Integer> index) {
        List<String> names = new ArrayList<>();
        for (String entry : document.entries(path)) {
            String name = document.text(entry);
            if (index.putIfAbsent(name, names.size()) != null) {
                fault(entry, "is given twice", "Keep one of the two.");
            }
            names.add(name);
        }
        return names;
    }

    final @Nullable Integer known(String path, String name, Map<String, Integer> index, String what) {
        Integer found = index.get(name);
        if (found == null) {
            fault(path, "names " + what + " \"" + name + "\", which the environment does not have", "");
        }
        return found;
    }

    /** For each agent, the path of her entry in a map that must have one for each and no other. */
    final List<String> byAgent(String path) {
        List<String> paths = new ArrayList<>();
        for (String name : document.keys(path)) {
            known(Document.join(path, name), name, agents, "agent");
        }
        for (String name : agents.keySet()) {
            String inner = Document.join(path, name);
            if (document.has(inner)) {
                paths.add(inner);
            } else {
                fault(inner, "is missing", "");
            }
        }
        return paths;
    }

    final List<Rational> fractions(List<String> paths) {
        return paths.stream().map(this::fraction).toList();
    }

    /** A fraction in lowest terms: one number has one text, so that nothing can hide in how it is written. */
    final Rational fraction(String path) {
        try {
            Rational value = Rational.parse(document.text(path));
            if (!value.isReduced()) {
                fault(path, "must be in lowest terms", "Write it as " + value + ".");
            }
            return value;
        } catch (NumberFormatException noFraction) {
            fault(path, "must be a fraction in quotes", "Maybe a line break is in it.");
            return Rational.ZERO;
        }
    }

    final void fault(String path, String rule, String hint) {
        faults.add(document.fault(path, rule, hint));
    }

    /** Throws all faults so far, and turns what a constructor refuses into a fault of a place. */
    final <T> T checked(String path, Supplier<T> make) {
        faults.throwIfAny();
        try {
            return make.get();
        } catch (IllegalArgumentException exception) {
            throw new ConfigException(document.source(), List.of(document.fault(path, "is wrong", exception)));
        }
    }
}
