package org.dynama.world.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.config.Fault;
import org.dynama.world.Environment;
import org.dynama.world.market.Marketplace;

/**
 * An environment that was read from the JSON file of a market.
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

    /** A file of this size is read in a few seconds. */
    private static final long LARGEST = 2 << 20;

    /** Values and keys, counted by what stands between them. */
    private static final long MOST_VALUES = 250_000;

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
        requireSize(file);
        return of(MarketplaceFile.read(file), file, NEEDS);
    }

    /**
     * The environment of a market that was read, for another family that needs no less, as {@code online needs types that stay}:
     * it solves no program for each profile, so files may be as large as any.
     *
     * @param file it was read from
     * @throws org.dynama.config.ConfigException with what the family cannot use
     */
    public static EnvironmentFile of(MarketplaceFile read, Path file, String needs) {
        return new EnvironmentFile(read.market(), SearchWorld.of(read, needs), file, read.companions());
    }

    /** Files without an end must not take time and memory without one; what cannot be read is the document's business. */
    private static void requireSize(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) LARGEST + 1);
            int values = 0;
            for (byte c : bytes) {
                values += c == ',' || c == ':' || c == '[' || c == '{' ? 1 : 0;
            }
            if (bytes.length > LARGEST || values > MOST_VALUES) {
                String rule = bytes.length > LARGEST
                        ? "has more than " + (LARGEST >> 20) + " MiB"
                        : "holds more than " + MOST_VALUES + " values";
                String hint = "Maybe fold states that have the same future into one.";
                throw new ConfigException(file.toString(), List.of(new Fault(file.toString(), 0, "", "", rule, hint)));
            }
        } catch (IOException unreadable) {
            // Reading it again says why.
        }
    }
}
