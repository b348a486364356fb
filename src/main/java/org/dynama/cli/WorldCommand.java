package org.dynama.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.refusal.Refusal;
import org.dynama.study.Describes;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.dynama.world.file.MarketOutput;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.market.Expansion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dynama world FILE}. */
@Command(
        name = "world",
        description = {
            "Writes a market in the one format that every family of mechanisms reads to standard output: the environment of a",
            "spec, whether a kind that comes along or a file, or the file of a market itself, also one of an earlier version."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama world experiments/pivot-brewery.yaml > brewery.json"})
final class WorldCommand implements Callable<Integer> {
    private final Studies studies;

    @Parameters(paramLabel = "FILE", description = "A spec, or the file of a market, JSON or .npz.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    WorldCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        return ConsoleProgress.during("world", false, this::done);
    }

    private Integer done() {
        boolean isMarket = MarketplaceFile.isLarge(file)
                || Document.read(file, Schema.any(), List.of()).has("actions");
        Expansion expansion =
                isMarket ? new Expansion(MarketplaceFile.read(file).market(), List.of()) : described();
        expansion.notes().forEach(Terminal::say);
        MarketOutput.print(System.out, file.toString(), expansion.market());
        return Main.DONE;
    }

    private Expansion described() {
        for (Study<?, ?> study : studies.all()) {
            Document spec = new Faults("").attempt(() -> Document.read(file, study.schema(), List.of()));
            if (spec != null && study instanceof Describes describes) {
                return describes.described(spec);
            } else if (spec != null) {
                throw Refusal.of(
                        file + " is a spec of " + study.name() + ", whose markets have no common format yet",
                        "Maybe a spec of search or pivot.");
            }
        }
        Study<?, ?> first = studies.all().get(0);
        studies.read(first, file, List.of());
        throw new IllegalStateException(file + " must be at fault as a spec of " + first.name());
    }
}
