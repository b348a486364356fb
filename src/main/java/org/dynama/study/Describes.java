package org.dynama.study;

import java.util.List;
import org.dynama.config.Document;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.market.Expansion;

/** A study whose specs describe a market, by a file or by a kind: the command {@code world}. */
public interface Describes {
    /**
     * The market of a spec.
     *
     * @throws org.dynama.config.ConfigException if its file is at fault, or it has no place in a file
     */
    default Expansion described(Document spec) {
        String key = fileKey();
        return spec.has(key)
                ? new Expansion(MarketplaceFile.read(spec.file(key)).market(), List.of())
                : ofKind(spec);
    }

    /** The key of a spec that names a market's file. */
    default String fileKey() {
        return "environment.file";
    }

    /** What the family needs of a market, in one sentence without its end: a file that does not fit is answered with it. */
    String needs();

    /** The market of a spec that names a kind, which {@link #described} writes out. */
    Expansion ofKind(Document spec);
}
