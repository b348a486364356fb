package org.dynama.compare.market;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dynama.baseline.ProfileGrid;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.learned.world.World;
import org.dynama.learned.world.WorldOfMarket;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.MarketGrid;
import org.dynama.pivot.world.WorldFile;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.jspecify.annotations.Nullable;

/** One market as each family of mechanisms has it, and the cases on which all are compared. */
public final class Ground {
    /** So many joint types are enumerated at most. */
    public static final int MOST_CASES = 20_000;

    private final Path file;
    private final Marketplace market;
    private final FamilyFit<Environment> search;
    private final FamilyFit<AllocationWorld> pivot;
    private final FamilyFit<World> learned;
    private final @Nullable Cases cases;

    private Ground(Path file, int profiles, RandomStream stream) {
        this.file = file;
        MarketplaceFile read = MarketplaceFile.read(file);
        market = read.market();
        learned = FamilyFit.of(() -> WorldOfMarket.of(read, "", null));
        search = FamilyFit.of(() -> EnvironmentFile.read(file).environment());
        FamilyFit<AllocationWorld> finite = finite();
        pivot = finite;
        Cases chosen = null;
        if (finite.world() != null) {
            chosen = enumerated(finite.world());
        } else if (search.world() != null) {
            Environment environment = search.world();
            chosen = new Cases(
                    ProfileGrid.profiles(environment) <= MOST_CASES
                            ? WeightedProfiles.enumerated(environment)
                            : WeightedProfiles.drawn(environment, stream, profiles));
        }
        cases = chosen;
    }

    /**
     * The ground that a market's file makes.
     *
     * @param profiles that are drawn where types cannot be enumerated
     * @param stream they are drawn from
     * @throws org.dynama.config.ConfigException if the file is no market
     */
    public static Ground of(Path file, int profiles, RandomStream stream) {
        return new Ground(file, profiles, stream);
    }

    private FamilyFit<AllocationWorld> finite() {
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
        return FamilyFit.of(
                () -> WorldFile.read(file, Runtime.getRuntime().maxMemory(), 1).world());
    }

    private static String shown(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }

    /** All joint types in the pivot mechanism's order, and the same as the environment has them, where it has. */
    private Cases enumerated(AllocationWorld world) {
        JointTypes joint = world.profiles();
        double[] weights = new double[joint.count()];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = 1;
            for (int i = 0; i < joint.agents(); i++) {
                weights[b] *= world.agents().get(i).prior().get(joint.type(i, b));
            }
        }
        int[] possible =
                IntStream.range(0, weights.length).filter(b -> weights[b] > 0).toArray();
        Environment environment = search.world();
        Profiles profiles = environment == null ? null : profiles(environment, joint, possible);
        return new Cases(
                Reals.of(Arrays.stream(possible).mapToDouble(b -> weights[b]).toArray()),
                true,
                profiles,
                IntStream.of(possible).boxed().toList());
    }

    private Profiles profiles(Environment environment, JointTypes joint, int[] possible) {
        List<List<Reals>> types = IntStream.range(0, environment.agentCount())
                .mapToObj(i -> types(environment, i))
                .toList();
        int d = environment.dimension();
        double[] values = new double[types.size() * d * possible.length];
        for (int i = 0; i < types.size(); i++) {
            for (int at = 0; at < possible.length; at++) {
                Reals type = types.get(i).get(joint.type(i, possible[at]));
                for (int k = 0; k < type.size(); k++) {
                    values[(i * d + k) * possible.length + at] = type.get(k);
                }
            }
        }
        return Profiles.of(types.size(), d, possible.length, values);
    }

    /** An agent's types as the environment has them, by the pivot mechanism's number; one that is never drawn is empty. */
    private List<Reals> types(Environment environment, int i) {
        List<Reals> types =
                new ArrayList<>(ProfileGrid.finite(environment.agents().get(i).types())
                        .orElseThrow()
                        .values());
        if (market.agents().get(i).types() instanceof Listed listed) {
            for (int k = 0; k < listed.names().size(); k++) {
                if (listed.initial().get(k) == 0) {
                    types.add(k, Reals.of());
                }
            }
        }
        return types;
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

    /** Whether any mechanism can be compared here. */
    public boolean hasCases() {
        return cases != null;
    }

    /** What mechanisms are compared on. */
    public Cases cases() {
        Cases known = cases;
        if (known == null) {
            throw new IllegalStateException("the market fits no family");
        }
        return known;
    }

    private static <T> T fitting(FamilyFit<T> fit) {
        T world = fit.world();
        if (world == null) {
            throw new IllegalStateException(fit.misfit());
        }
        return world;
    }
}
