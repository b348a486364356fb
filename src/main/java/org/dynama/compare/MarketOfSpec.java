package org.dynama.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.study.Describes;
import org.dynama.study.Study;
import org.dynama.world.file.MarketplaceText;

/**
 * The market that the spec of another command describes by a kind.
 *
 * @param families whose specs describe markets
 */
record MarketOfSpec(List<Study<?, ?>> families) {
    MarketOfSpec {
        families = List.copyOf(families);
    }

    /**
     * Writes it to a file that lasts as long as the program.
     *
     * @return its path
     * @throws org.dynama.config.ConfigException if no family reads the spec, or its market has no place in a file
     */
    String write(Path spec) {
        for (Study<?, ?> family : families) {
            Document document = new Faults("").attempt(() -> Document.read(spec, family.schema(), List.of()));
            if (document != null && family instanceof Describes describes) {
                return written(MarketplaceText.of(describes.described(document).market()));
            }
        }
        // What is a spec of none is at fault as the comparison's own.
        Document.read(spec, Schema.resource(CompareStudy.KEYS), List.of());
        throw new IllegalStateException(spec + " must be at fault as a comparison");
    }

    private static String written(String text) {
        try {
            Path file = Files.createTempFile("dynama-", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, text);
            return file.toAbsolutePath().toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
