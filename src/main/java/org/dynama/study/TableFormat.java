package org.dynama.study;

import java.nio.file.Path;
import java.util.ServiceLoader;
import org.dynama.refusal.Refusal;

/** A format of tables besides CSV, found by {@link ServiceLoader}, so that its library may stand on a class path of its own. */
public interface TableFormat {
    /** How files in it end. */
    String name();

    /** Writes a table. */
    void write(Table table, Path file);

    /**
     * The format of a name.
     *
     * @param option that asks for it, for people
     * @throws Refusal if there is none on the class path
     */
    static TableFormat named(String name, String option) {
        return ServiceLoader.load(TableFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.of(
                                option + " needs a library that comes with Spark",
                                "Maybe scripts/dynama-spark in the place of scripts/dynama, or leave it out: readers of Parquet read CSV."));
    }
}
