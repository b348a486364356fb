package org.dynama.world.file;

import java.nio.file.Path;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.world.market.MarketAgent;

/** Reads types that are drawn once, {@code {dimension, distribution}}, wherever a file has them. */
public final class DrawnTypes {
    private DrawnTypes() {}

    /**
     * The types at a path.
     *
     * @param file beside which the files are that a distribution names
     * @param faults collects what is wrong
     */
    public static MarketAgent.Drawn read(Document document, Path file, String path, Faults faults) {
        String named = path + ".distribution.file";
        return new MarketAgent.Drawn(
                new Distributions(document, file, faults).of(path), document.has(named) ? document.text(named) : "");
    }
}
