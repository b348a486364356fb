package org.dynama.world.exchange;

import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Faults;
import org.dynama.refusal.Refusal;
import org.dynama.world.market.Expansion;

/** Reads a market from the files of another tool. */
public final class MarketImport {
    private MarketImport() {}

    /**
     * The market of some files: of PRISM and Storm several, which belong together, of other formats one.
     *
     * @param owners whose the rewards are
     * @throws org.dynama.config.ConfigException with the faults of the files, with their lines
     * @throws Refusal if the files, or what is said beside them, do not fit together
     */
    public static Expansion read(List<Path> files, ImportFormat format, RewardOwners owners, ImportOptions options) {
        Path first = files.get(0);
        Faults faults = new Faults(first.toString());
        boolean isExplicit = format == ImportFormat.PRISM || format == ImportFormat.STORM;
        if (files.size() > 1 && !isExplicit) {
            throw Refusal.of(files.size() + " files are given, and a model of " + format.word() + " is one", "");
        }
        if (!isExplicit && !options.ends().isEmpty()) {
            throw Refusal.of("--end names a label, and files of " + format.word() + " have none", "Leave it out.");
        }
        if (isExplicit) {
            ExplicitModel model = ExplicitFiles.read(files, format == ImportFormat.PRISM, options.ends(), faults);
            return new ModelMarket(model, owners, options).market();
        }
        String name = ExplicitFiles.stem(first);
        SourceText source = SourceText.read(first, faults);
        return switch (format) {
            case CATS -> auction(source, name, owners, options);
            case CASSANDRA -> new ModelMarket(CassandraFile.read(source, name), owners, options).market();
            default -> new ModelMarket(GymnasiumTable.read(source, name), owners, options).market();
        };
    }

    private static Expansion auction(SourceText source, String name, RewardOwners owners, ImportOptions options) {
        if (!options.equals(ImportOptions.NONE)) {
            throw Refusal.of(
                    "an auction has no horizon, and starts with all its goods",
                    "Leave out --discount, --periods, --horizon and --initial.");
        }
        return new CatsMarket(CatsAuction.read(source)).market(name, owners);
    }
}
