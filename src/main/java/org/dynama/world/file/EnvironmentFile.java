package org.dynama.world.file;

import java.nio.file.Path;
import java.util.List;
import org.dynama.world.Environment;
import org.dynama.world.market.Marketplace;

/**
 * An environment that was read from the file of a market.
 *
 * <p>Decimals are read exactly, so that 0.3 and 0.7 sum to 1; probabilities are then divided by their sum and rounded once.
 * Where numbers must be exact again, a double stands for the shortest decimal that names it, which is the file's up to 15
 * digits.
 *
 * @param market as the file describes it
 * @param environment the same for a search
 * @param file it was read from
 * @param companions files that it names, as it names them: paths from its folder
 */
public record EnvironmentFile(Marketplace market, Environment environment, Path file, List<String> companions) {
    /** What a search needs of a market. */
    public static final String NEEDS = SearchWorld.NEEDS;

    public EnvironmentFile {
        companions = List.copyOf(companions);
    }

    /**
     * Reads an environment.
     *
     * @throws org.dynama.config.ConfigException with all faults at once: those of {@link MarketplaceFile#read}, then what a
     *     search cannot use (types that move, marginal economies that cannot be run)
     */
    public static EnvironmentFile read(Path file) {
        return of(MarketplaceFile.read(file), file, NEEDS);
    }

    /**
     * The environment of a market that was made in code, as it would be read from its file.
     *
     * @param name of the file, where faults are said and beside which files are that the market names
     * @throws org.dynama.config.ConfigException as {@link #read}
     */
    public static EnvironmentFile of(Marketplace market, String name) {
        return of(MarketplaceFile.parse(name, MarketplaceText.of(market)), Path.of(name), NEEDS);
    }

    /**
     * The environment of a market that was read, for another family that needs no less, as {@code online needs types that stay}.
     *
     * @param file it was read from
     * @throws org.dynama.config.ConfigException with what the family cannot use
     */
    public static EnvironmentFile of(MarketplaceFile read, Path file, String needs) {
        return new EnvironmentFile(read.market(), SearchWorld.of(read, needs), file, read.companions());
    }
}
