package org.dynama.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
import org.dynama.world.exchange.ImportFormat;
import org.dynama.world.exchange.ImportOptions;
import org.dynama.world.exchange.MarketImport;
import org.dynama.world.exchange.RewardOwners;
import org.dynama.world.file.MarketOutput;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama import FILE...}. */
@Command(
        name = "import",
        description = {
            "Reads a model or an auction of another tool, and writes it as a market: transition tables of Gymnasium (JSON),",
            "explicit files of PRISM and Storm (.tra with .lab, .sta, .srew, .trew), Cassandra's .MDP, and .POMDP without",
            "observations, auctions of CATS. The market goes to standard output, or to --out."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama import lake.json --discount 0.95 --out lake-market.json"})
final class ImportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The model; several files where it has them.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "gymnasium, prism, storm, cassandra or cats; by the files' endings where absent.")
    private @Nullable String format;

    @Option(
            names = "--rewards",
            paramLabel = "MAP",
            description = "Whose the rewards are, in YAML or JSON; one agent's, whose type is surely 1, where absent.")
    private @Nullable Path rewards;

    @Option(names = "--discount", paramLabel = "D", description = "What the next period counts beside this one.")
    private @Nullable Double discount;

    @Option(names = "--periods", paramLabel = "N", description = "End every run after so many actions.")
    private @Nullable Integer periods;

    @Option(names = "--horizon", paramLabel = "KIND", description = "finite, discounted, total or average.")
    private @Nullable String horizon;

    @Option(names = "--initial", paramLabel = "STATE", description = "Where runs start.")
    private @Nullable String initial;

    @Option(
            names = "--end",
            paramLabel = "LABEL",
            description = "Runs end in states with this label; repeatable. PRISM and Storm only.")
    private List<String> ends = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The market's file, JSON or .npz; never overwritten without --force.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Overwrite an old file.")
    private boolean force;

    @Override
    public Integer call() {
        return ConsoleProgress.during("import", false, this::done);
    }

    private Integer done() {
        if (out != null && Files.exists(out) && !force) {
            throw Refusal.of(out + " exists", "Add --force to overwrite it.");
        }
        ImportOptions options = new ImportOptions(discount, periods, horizon, initial, ends);
        RewardOwners owners = rewards == null ? RewardOwners.one() : RewardOwners.read(rewards);
        ImportFormat read = format == null ? ImportFormat.of(files) : ImportFormat.named(format);
        Expansion expansion = MarketImport.read(files, read, owners, options);
        expansion.notes().forEach(note -> Terminal.say(note + "."));
        if (out == null) {
            MarketOutput.print(System.out, files.get(0).toString(), expansion.market());
        } else {
            MarketOutput.write(out, expansion.market());
        }
        return Main.DONE;
    }
}
