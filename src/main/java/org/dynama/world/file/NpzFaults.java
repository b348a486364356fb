package org.dynama.world.file;

import org.dynama.config.ConfigException;
import org.dynama.config.Fault;
import org.dynama.config.Faults;

/** Collects what is wrong with the arrays of an archive, each with the array's name and index; no more than anyone would read. */
final class NpzFaults {
    private static final int MOST = 100;

    private final String source;
    private final Faults faults;
    private int count;

    NpzFaults(String source) {
        this.source = source;
        faults = new Faults(source);
    }

    /**
     * Adds a fault.
     *
     * @param place as {@code transitions_data[5]}
     * @param value what stands there; empty where nothing does
     */
    void add(String place, Object value, String rule, String hint) {
        if (count++ < MOST) {
            faults.add(new Fault(source, 0, place, String.valueOf(value), rule, hint));
        }
    }

    void addAll(ConfigException failure) {
        count += failure.faults().size();
        faults.addAll(failure);
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    void throwIfAny() {
        faults.throwIfAny();
    }
}
