package org.dynama.online.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.online.mdp.MarketFile;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.world.BanditWorld;
import org.dynama.online.world.MdpWorld;
import org.dynama.online.world.RoundsOfOutcomes;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/**
 * What to simulate, every key filled in and checked.
 *
 * @param keys as they stand in the file
 * @param slopeFrom the first round that counts in slopes
 * @param cases all that is simulated, at least one; a lie comes after its truthful case
 * @param isLogged whether each episode of the first seed is written down
 */
public record OnlineSpec(Keys keys, long slopeFrom, List<OnlineCase> cases, boolean isLogged) {
    public OnlineSpec {
        cases = List.copyOf(cases);
    }

    /** What is learned. */
    public enum Learned {
        /** Values that do not change, by VCG-Learn. */
        @JsonProperty("bandit")
        BANDIT(10, 20_000, 20),
        /** A market that moves, by IHMDP-VCG. */
        @JsonProperty("mdp")
        MDP(1000, 200_000, 2);

        // The first round that is written down; and the runs on which a best lie is searched, at most so long.
        final long first;
        final long searchRounds;
        final int searchSeeds;

        Learned(long first, long searchRounds, int searchSeeds) {
            this.first = first;
            this.searchRounds = searchRounds;
            this.searchSeeds = searchSeeds;
        }
    }

    /** Whether the designer knows something from the start, or learns it. */
    enum Knowledge {
        KNOWN,
        LEARNED
    }

    /**
     * Keys besides market, mechanisms and lies.
     *
     * @param seeds of each case
     * @param seed of all streams
     * @param threads 0 for all cores
     */
    public record Keys(String name, Learned kind, int seeds, long seed, int threads) {}

    private record Lengths(long rounds, @Nullable List<Long> horizons, int pointsPerDecade, long slopeFrom) {
        List<RoundGrid> grids(long first) {
            List<Long> each = horizons == null || horizons.isEmpty() ? List.of(rounds) : horizons;
            return each.stream()
                    .map(last -> RoundGrid.of(Math.min(last, first), last, pointsPerDecade))
                    .toList();
        }
    }

    /**
     * Reads a spec and the files that it names.
     *
     * @throws org.dynama.config.ConfigException with every fault of the file that has them, at once
     */
    public static OnlineSpec of(Document document) {
        Keys keys = document.bind("", Keys.class);
        Lengths lengths = document.bind("", Lengths.class);
        List<RoundGrid> grids = lengths.grids(keys.kind().first);
        Faults faults = new Faults(document.source());
        List<OnlineCase> cases = document.made("market", () -> switch (keys.kind()) {
            case BANDIT -> BanditCases.of(document, grids.get(0), faults);
            case MDP -> MdpCases.of(document, grids, faults);
        });
        faults.throwIfAny();
        long last = grids.stream().mapToLong(RoundGrid::last).max().orElseThrow();
        long from = lengths.slopeFrom() > 0 ? lengths.slopeFrom() : Math.max(1, last / 100);
        return new OnlineSpec(keys, from, cases, keys.kind() == Learned.MDP && document.truth("log"));
    }

    /** The market of a spec, written out as all families read it; the first where several are drawn. */
    public static Expansion expansion(Document document) {
        MarketplaceFile file = file(document);
        if (file != null) {
            return new Expansion(file.market(), List.of());
        }
        return document.made("market", () -> switch (document.bind("kind", Learned.class)) {
            case BANDIT -> {
                Faults faults = new Faults(document.source());
                BanditWorld world = new BanditMarkets(document, faults).world();
                faults.throwIfAny();
                yield new Expansion(RoundsOfOutcomes.of(world.name(), world.market(), world.unit()), List.of());
            }
            case MDP -> {
                List<MdpWorld> worlds = MdpCases.worlds(document);
                List<String> notes = worlds.size() == 1
                        ? List.of()
                        : List.of("This is the first of " + worlds.size() + " markets that the spec draws");
                yield new Expansion(worlds.get(0).written(), notes);
            }
        });
    }

    /** The market's file that a spec names, if it is of the form that all families read; else null. */
    private static @Nullable MarketplaceFile file(Document document) {
        boolean common = document.text("market.kind").equals("file") && !MarketFile.isIn(document.file("market.file"));
        return common ? MarketplaceFile.read(document.file("market.file")) : null;
    }

    /** Files that the market's file names, as it names them; the file itself has been read. */
    public static List<String> companions(Document document) {
        if (!document.text("market.kind").equals("file")) {
            return List.of();
        }
        if (MarketplaceFile.isLarge(document.file("market.file"))) {
            return MarketplaceFile.read(document.file("market.file")).companions();
        }
        Document file = Document.read(document.file("market.file"), Schema.any(), List.of());
        return file.has("kernel")
                ? List.of()
                : file.entries("agents").stream()
                        .map(agent -> agent + ".types.distribution.file")
                        .filter(file::has)
                        .map(file::text)
                        .distinct()
                        .toList();
    }
}
