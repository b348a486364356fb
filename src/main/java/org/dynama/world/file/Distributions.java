package org.dynama.world.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;

/** Reads how types are drawn. */
final class Distributions {
    private final Document document;
    private final Path file;
    private final Faults faults;
    /** The files that distributions name, as they name them. */
    final List<String> files = new ArrayList<>();

    Distributions(Document document, Path file, Faults faults) {
        this.document = document;
        this.file = file;
        this.faults = faults;
    }

    /** The distribution of an agent's types; where it is at fault, one of the right dimension. */
    TypeDistribution of(String types) {
        int dimension = Math.toIntExact(document.whole(types + ".dimension"));
        String path = types + ".distribution";
        try {
            return DistributionKind.named(document.text(path + ".kind"))
                    .make(new DistributionKeys(document, path, dimension, file, files));
        } catch (IllegalArgumentException failure) {
            faults.add(document.fault(path, failure));
        }
        return new TypeDistribution.Uniform(Reals.filled(dimension, 0), Reals.filled(dimension, 1));
    }
}
