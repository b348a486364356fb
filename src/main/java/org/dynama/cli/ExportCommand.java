package org.dynama.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dynama.ama.quote.ReportedTypes;
import org.dynama.file.WholeFile;
import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.exchange.MarketExport;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.file.MarketOutput;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.file.NpzText;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.Marketplace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama export MARKET --format gymnasium|prism|npz}. */
@Command(
        name = "export",
        description = {
            "Writes a market for another tool, at one profile of types: as a transition table of Gymnasium (JSON), to",
            "standard output or --out, or as explicit files of PRISM, whose names begin as --out says. Draws and periods",
            "become part of the state. As an archive of NumPy arrays, .npz, it keeps its types, and is a market's file itself."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama export market.json --format prism --out market"})
final class ExportCommand implements Callable<Integer> {
    private static final String NEEDS = "export needs types that stay, and actions that nobody's presence blocks";

    @Parameters(paramLabel = "MARKET", description = "The file of a market, JSON or .npz.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--format", required = true, paramLabel = "F", description = "gymnasium, prism or npz.")
    @SuppressWarnings("NullAway.Init")
    private String format;

    @Option(
            names = "--types",
            paramLabel = "FILE",
            description = "The agents' types, {\"a\": [0.4, 1.2]}, where they are not sure.")
    private @Nullable Path types;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "What to write; of PRISM's files the names without endings.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Overwrite old files.")
    private boolean force;

    @Override
    public Integer call() {
        return ConsoleProgress.during("export", false, this::done);
    }

    private Integer done() {
        if (!List.of("gymnasium", "prism", "npz").contains(format)) {
            throw Refusal.of("--format " + format + " is not known", "Known are gymnasium, prism, npz.");
        }
        if (format.equals("npz")) {
            return archive();
        }
        if (format.equals("prism") && out == null) {
            throw Refusal.of("files of PRISM need a name", "Add --out NAME, which becomes NAME.tra and others.");
        }
        Environment environment =
                EnvironmentFile.of(MarketplaceFile.read(file), file, NEEDS).environment();
        Profiles profile = types == null
                ? MarketExport.sureTypes(environment)
                : ReportedTypes.read(types, environment, List.of()).profiles();
        if (profile.count() != 1) {
            throw Refusal.of(types + " has " + profile.count() + " profiles, and one is exported", "Name one in JSON.");
        }
        if (environment.absence() instanceof Absence.Masked) {
            Terminal.say("What needs an agent is left out: other tools know of no absence.");
        }
        Map<Path, String> written = new LinkedHashMap<>();
        if (format.equals("prism")) {
            MarketExport.prism(environment, profile)
                    .forEach((ending, text) -> written.put(Path.of(out + ending), text));
        } else if (out == null) {
            System.out.print(MarketExport.gymnasium(environment, profile));
        } else {
            written.put(out, MarketExport.gymnasium(environment, profile));
        }
        written.keySet().stream().filter(path -> Files.exists(path) && !force).forEach(path -> {
            throw Refusal.of(path + " exists", "Add --force to overwrite it.");
        });
        written.forEach(WholeFile::write);
        return Main.DONE;
    }

    /** What has no place in arrays becomes part of the state, as a search has it. */
    private int archive() {
        if (out == null || !MarketplaceFile.isArchive(out)) {
            throw Refusal.of("an archive needs a name that ends in .npz", "Add --out market.npz.");
        } else if (types != null) {
            throw Refusal.of("--types goes with other formats: an archive keeps the types", "Leave it out.");
        } else if (Files.exists(out) && !force) {
            throw Refusal.of(out + " exists", "Add --force to overwrite it.");
        }
        MarketplaceFile read = MarketplaceFile.read(file);
        Marketplace market = read.market();
        String misfit = NpzText.misfit(market);
        if (!misfit.isEmpty()) {
            Expansion expansion =
                    Expansion.of(EnvironmentFile.of(read, file, NEEDS).environment());
            Terminal.say(
                    "An archive has no place for " + misfit + ": states and types are what a search makes of them.");
            expansion.notes().forEach(Terminal::say);
            market = expansion.market();
        }
        MarketOutput.write(out, market);
        return Main.DONE;
    }
}
