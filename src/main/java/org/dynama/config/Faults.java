package org.dynama.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects faults, so that all of them leave at once.
 *
 * <pre>{@code
 * Faults faults = new Faults(document.source());
 * if (high.size() != agents) {
 *     faults.add(document.fault("environment.types.high", "must have one entry per agent", "Maybe ..."));
 * }
 * faults.throwIfAny();
 * }</pre>
 */
public final class Faults {
    private final String source;
    private final List<Fault> found = new ArrayList<>();

    /** An empty collection for a file, as the user named it. */
    public Faults(String source) {
        this.source = source;
    }

    /** Adds one fault. */
    public void add(Fault fault) {
        found.add(fault);
    }

    /** Adds the faults that an attempt threw. */
    public void addAll(ConfigException failure) {
        found.addAll(failure.faults());
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws all faults, those of the file first and by line, or does nothing where there are none. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    ConfigException exception() {
        List<Fault> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing((Fault fault) -> !fault.source().equals(source))
                .thenComparingInt(Fault::line));
        return new ConfigException(source, sorted);
    }
}
