package org.dynama;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.study.MechanismFile;
import org.dynama.ama.study.SearchSpec;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.dynama.study.RunFolder;
import org.dynama.world.DesignerReward;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.file.MarketOutput;
import org.dynama.world.kind.DescribedWorld;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.Marketplace;

/** A mechanism's folder: written aside, read back, and given its name. */
final class SavedMechanism {
    private SavedMechanism() {}

    static void write(Path folder, SearchSpec spec, AmaParameters parameters) {
        if (!WholeFile.entries(folder).isEmpty()) {
            throw Refusal.of(folder + " is there already", "Maybe another folder.");
        }
        Path whole = folder.toAbsolutePath();
        Path aside = WholeFile.aside(whole);
        WholeFile.delete(aside);
        try {
            Files.createDirectories(aside);
            SearchSpec filed = spec.tree().path("environment").has("file") ? filed(aside, spec) : spec;
            MechanismFile.write(RunFolder.withoutRun(aside), filed, parameters);
            requireSame(aside.resolve(MechanismFile.NAME), parameters);
            WholeFile.rename(aside, whole);
        } catch (IOException exception) {
            throw WholeFile.unwritable(folder, exception);
        } finally {
            WholeFile.delete(aside);
        }
    }

    /** The same spec with a world whose file has been written, with the files that it names. */
    private static SearchSpec filed(Path folder, SearchSpec spec) throws IOException {
        EnvironmentFile read = spec.world().file();
        Path file = folder.resolve(spec.tree().path("environment").path("file").asText());
        if (read == null) {
            MarketOutput.write(file, expanded(spec));
        } else {
            for (String name : read.companions()) {
                Path copy = folder.resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(read.file().resolveSibling(name), copy);
            }
            MarketOutput.write(file, read.market());
        }
        return spec.in(new DescribedWorld(spec.world().environment(), EnvironmentFile.read(file)));
    }

    private static Marketplace expanded(SearchSpec spec) {
        SearchSpec whole = spec.whole();
        Expansion expansion = Expansion.of(whole.environment());
        for (int k = 0; k < whole.objective().losses().size(); k++) {
            boolean isKept = whole.environment().losses().get(k) instanceof DesignerReward;
            if (!isKept && whole.objective().losses().get(k) != 0) {
                throw Refusal.of(
                        "a mechanism for " + whole.objective().name() + " cannot be saved with its world: "
                                + String.join(" ", expansion.notes()),
                        "Maybe Dynama.kind, whose worlds are saved by their keys.");
            }
        }
        return expansion.market();
    }

    private static void requireSame(Path file, AmaParameters parameters) {
        StoredMechanism again = StoredMechanism.read(file, new SearchStudy().schema(), "saved", List.of());
        if (!again.parameters().equals(parameters)) {
            throw new IllegalStateException("the mechanism of " + file + " must be read back as it was written");
        }
    }
}
