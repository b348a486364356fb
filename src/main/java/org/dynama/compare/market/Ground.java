package org.dynama.compare.market;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.dynama.baseline.ProfileGrid;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.learned.world.World;
import org.dynama.learned.world.WorldOfMarket;
import org.dynama.model.RandomStream;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.MarketGrid;
import org.dynama.pivot.world.WorldFile;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.market.Marketplace;

/** One market as each family of mechanisms has it, and the cases on which all are compared. */
public final class Ground {
    /** So many joint types are enumerated at most. */
    public static final int MOST_CASES = 20_000;

    private final Path file;
    private final Marketplace market;
    private final FamilyFit<Environment> search;
    private final FamilyFit<AllocationWorld> pivot;
    private final FamilyFit<World> learned;
    private final Cases cases;

    private Ground(Path file, boolean isWorst, int profiles, RandomStream stream) {
        this.file = file;
        MarketplaceFile read = MarketplaceFile.read(file);
        market = read.market();
        learned = FamilyFit.of(() -> WorldOfMarket.of(read, "", null));
        search = FamilyFit.of(() -> {
            Environment environment = EnvironmentFile.read(file).environment();
            return isWorst ? Absence.WorstType.in(environment) : environment;
        });
        FamilyFit<AllocationWorld> finite = finite(isWorst);
        pivot = finite;
        if (finite.world() != null) {
            cases = new FiniteCases(market, search.world()).of(finite.world());
        } else if (search.world() != null) {
            Environment environment = search.world();
            cases = new Cases(
                    ProfileGrid.profiles(environment) <= MOST_CASES
                            ? WeightedProfiles.enumerated(environment)
                            : WeightedProfiles.drawn(environment, stream, profiles));
        } else {
            cases = Cases.NONE;
        }
    }

    /**
     * The ground that a market's file makes.
     *
     * @param isWorst whether payments are held against worst types
     * @param profiles that are drawn where types cannot be enumerated
     * @param stream they are drawn from
     * @throws org.dynama.config.ConfigException if the file is no market
     */
    public static Ground of(Path file, boolean isWorst, int profiles, RandomStream stream) {
        return new Ground(file, isWorst, profiles, stream);
    }

    private FamilyFit<AllocationWorld> finite(boolean isWorst) {
        List<String> gridded = MarketGrid.gridded(market);
        if (!gridded.isEmpty()) {
            int cells = 3;
            return FamilyFit.none("types of " + String.join(", ", gridded)
                    + " are drawn from an interval and must be finite: grid: " + cells + " would make "
                    + shown(MarketGrid.jointTypes(market, cells)) + " joint types of them");
        }
        double joint = MarketGrid.jointTypes(market, 1);
        if (joint > MOST_CASES) {
            return FamilyFit.none(
                    "there are " + shown(joint) + " joint types, and at most " + shown(MOST_CASES) + " are enumerated");
        }
        return FamilyFit.of(() -> {
            AllocationWorld world =
                    WorldFile.read(file, Runtime.getRuntime().maxMemory(), 1).world();
            return isWorst ? world.withWorstTypes() : world;
        });
    }

    private static String shown(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }

    /** The file of the market. */
    public Path file() {
        return file;
    }

    /** The market as it is described. */
    public Marketplace market() {
        return market;
    }

    /** The market as a search has it: types that stay. */
    public Environment environment() {
        return fitting(search);
    }

    /** Why a search cannot have it; empty where it can. */
    public String searchMisfit() {
        return search.misfit();
    }

    /** The market as the pivot mechanism has it: types that are finite. */
    public AllocationWorld world() {
        return fitting(pivot);
    }

    /** Why the pivot mechanism cannot have it; empty where it can. */
    public String pivotMisfit() {
        return pivot.misfit();
    }

    /** Why nobody can learn a mechanism for it; empty where one can. */
    public String learnedMisfit() {
        return learned.misfit();
    }

    /** Why something cannot be made of the market, as what refuses it says; empty where it can. */
    public String fits(Supplier<?> maker) {
        return FamilyFit.of(maker).misfit();
    }

    /** Whether the designer has rewards of her own. */
    public boolean hasDesigner() {
        return market.actions().stream().anyMatch(action -> action.effect().designer() != 0)
                || market.endings().stream().anyMatch(ending -> ending.designer() != 0);
    }

    /** What mechanisms are compared on; no case where the market fits neither a search nor the pivot mechanism. */
    public Cases cases() {
        return cases;
    }

    private static <T> T fitting(FamilyFit<T> fit) {
        T world = fit.world();
        if (world == null) {
            throw new IllegalStateException(fit.misfit());
        }
        return world;
    }
}
