package org.dynama.compare.study;

import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.kind.DescribedWorld;
import org.jspecify.annotations.Nullable;

/**
 * What to compare, every key filled in and checked.
 *
 * @param keys besides the market, as they stand in the file
 * @param market the file of the market
 * @param companions files that the market's file names, as it names them
 */
public record CompareSpec(Keys keys, Path market, List<String> companions) {
    public CompareSpec {
        companions = List.copyOf(companions);
    }

    /**
     * Keys besides the market.
     *
     * @param mechanisms that are compared, where they fit
     * @param absence what payments are held against, {@code left-out} or {@code worst-type}
     * @param grid cells of each continuous number, or 0
     * @param profiles that are drawn where types cannot be enumerated
     * @param evaluation what they are measured by
     * @param seed of all other streams
     * @param threads 0 for all cores
     */
    public record Keys(
            String name,
            List<String> mechanisms,
            String absence,
            int grid,
            int profiles,
            Evaluation evaluation,
            long seed,
            int threads) {
        public Keys {
            mechanisms = List.copyOf(mechanisms);
        }

        /** Of all that mechanisms are measured by. */
        long evaluationSeed() {
            return evaluation.seed == null ? seed : evaluation.seed;
        }

        /** Whether payments are held against worst types. */
        boolean isWorst() {
            return absence.equals(DescribedWorld.WORST_TYPE);
        }
    }

    /**
     * How mechanisms are measured.
     *
     * @param seed of what is drawn for it; null for that of the mechanisms
     */
    public record Evaluation(@Nullable Long seed) {}

    /**
     * Reads a spec and the market that it names.
     *
     * @throws org.dynama.config.ConfigException with every fault of the file that has them, at once
     */
    public static CompareSpec of(Document document) {
        Path market = document.file("market.file");
        return new CompareSpec(
                document.bind("", Keys.class),
                market,
                MarketplaceFile.read(market).companions());
    }
}
