package org.dynama.world.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.file.WholeFile;
import org.dynama.numpy.Npz;
import org.dynama.world.market.Marketplace;

/** Writes markets so that they are read back as they are: as JSON, or as an archive of arrays where a name ends in {@code .npz}. */
public final class MarketOutput {
    private MarketOutput() {}

    /**
     * Writes a file aside, reads it back, and gives it its name.
     *
     * @throws org.dynama.refusal.Refusal if the market is too large, or has no place in an archive
     */
    public static void write(Path file, Marketplace market) {
        MarketSize.require(market);
        WholeFile.write(file, aside -> {
            if (MarketplaceFile.isArchive(file)) {
                Npz.write(aside, NpzText.of(market));
                requireSame(file, market, NpzMarket.read(aside).market());
            } else {
                try (Writer out = Files.newBufferedWriter(aside)) {
                    MarketplaceText.write(market, out);
                }
                requireSame(file, market, MarketplaceFile.read(aside).market());
            }
        });
    }

    /**
     * Writes the JSON to a stream, which stays open. A small market's is read back first.
     *
     * @param name of the market in errors, beside which files are that it names
     */
    public static void print(PrintStream to, String name, Marketplace market) {
        MarketSize.require(market);
        if (!MarketSize.isLarge(market)) {
            String text = MarketplaceText.of(market);
            requireSame(Path.of(name), market, MarketplaceFile.parse(name, text).market());
            to.print(text);
            return;
        }
        try {
            Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
            MarketplaceText.write(market, out);
            out.flush();
        } catch (IOException failure) {
            throw WholeFile.unwritable(Path.of(name), failure);
        }
    }

    private static void requireSame(Path file, Marketplace market, Marketplace again) {
        if (!again.equals(market)) {
            throw new IllegalStateException("the market of " + file + " must be read back as it was written");
        }
    }
}
