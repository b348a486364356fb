package org.dynama.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final Set<Fault> found = new LinkedHashSet<>();

    /** An empty collection for a file, as the user named it. */
    public Faults(String source) {
        this.source = source;
    }

    /** Adds one fault; one that is known already counts once. */
    public void add(Fault fault) {
        found.add(fault);
    }

    /** Adds the faults that an attempt threw. */
    public void addAll(ConfigException failure) {
        found.addAll(failure.faults());
    }

    /** What an attempt makes; its faults are added where it fails, and the result is then null. */
    public <T> @Nullable T attempt(Supplier<T> made) {
        try {
            return made.get();
        } catch (ConfigException failure) {
            addAll(failure);
            return null;
        }
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
        Comparator<Fault> order = Comparator.comparing(fault -> !fault.source().equals(source));
        return new ConfigException(
                source,
                found.stream().sorted(order.thenComparingInt(Fault::line)).toList());
    }
}
