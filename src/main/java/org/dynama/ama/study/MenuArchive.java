package org.dynama.ama.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuFeatures;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.file.Digest;
import org.dynama.model.Reals;
import org.dynama.numpy.NpyArray;
import org.dynama.numpy.NpyTable;
import org.dynama.numpy.Npz;
import org.dynama.refusal.Refusal;
import org.dynama.study.RunFolder;
import org.dynama.world.Environment;

/**
 * A menu as {@code menu.npz}: {@code features} of shape {@code [K, n, d]}, {@code constants} {@code [K, n]}, {@code designer} and
 * {@code boosts} {@code [K]}, and policies as {@link PolicyTables} say. Choice and payments need the former alone; policies are
 * read when something asks for them.
 */
final class MenuArchive {
    private static final String NAME = "menu.npz";

    private static final String AGAIN =
            "Maybe search the mechanism anew, or put back the menu that it was written with.";

    private MenuArchive() {}

    /** Writes a menu aside and renames the file; what is to stand in the mechanism's. */
    static MenuReference write(RunFolder folder, OfferedMenu offered, AmaParameters parameters) {
        Menu menu = offered.menu();
        MenuFeatures features = offered.features();
        int entries = menu.size();
        int agents = features.agents();
        PolicyTables policies = new PolicyTables(offered.world().mdp(), menu);
        Path file = folder.note(NAME);
        List<NpyTable> tables = new ArrayList<>(List.of(
                NpyTable.numbers("features", List.of(entries, agents, features.dimension()), features.enjoyed()::get),
                NpyTable.numbers("constants", List.of(entries, agents), features.constants()::get),
                NpyTable.numbers("designer", List.of(entries), features.designer()::get),
                NpyTable.numbers("boosts", List.of(entries), parameters.boosts()::get)));
        tables.addAll(policies.tables());
        Npz.write(file, tables);
        return new MenuReference(NAME, Digest.of(file), entries, menu.pairCount(), policies.sizes(), offered.bound());
    }

    /**
     * Reads a menu.
     *
     * @param file of the mechanism
     * @param world whose policies it holds
     * @throws Refusal if the file is missing, another one or damaged
     */
    static OfferedMenu read(Path file, MechanismFile stored, MenuReference reference, Environment world) {
        Path archive = file.resolveSibling(reference.file());
        Map<String, NpyArray> arrays = arrays(
                archive,
                Map.of(
                        "features", List.of(reference.entries(), world.agentCount(), world.dimension()),
                        "constants", List.of(reference.entries(), world.agentCount()),
                        "designer", List.of(reference.entries())));
        try {
            List<String> names = names(stored, reference);
            Menu menu = Menu.later(
                    world.mdp(),
                    names,
                    () -> policies(archive, reference, names, world, 0, names.size()),
                    k -> policies(archive, reference, names, world, k, k + 1));
            String digest = Digest.of(archive);
            OfferedMenu offered = OfferedMenu.stored(world, menu, features(arrays, world), reference.estimate());
            if (!digest.equals(reference.digest())) {
                throw refusal(offered, digest, reference);
            }
            return offered;
        } catch (Refusal refused) {
            throw unfit(archive, refused);
        }
    }

    /**
     * Holds the features of a menu that was read against its policies.
     *
     * @throws Refusal with the first that is not that of its policy
     */
    static void requireFeatures(Path archive, OfferedMenu offered) {
        try {
            offered.requireFeatures();
        } catch (Refusal refused) {
            throw unfit(archive, refused);
        }
    }

    /** What is wrong with a menu that is not the one that was written: the first thing that does not fit, or its digest. */
    private static Refusal refusal(OfferedMenu other, String digest, MenuReference reference) {
        other.requireFeatures();
        return Refusal.of(
                "its digest is " + digest + ", and the mechanism was written with a menu of " + reference.digest(),
                AGAIN);
    }

    private static Menu policies(
            Path archive, MenuReference reference, List<String> names, Environment world, int... wanted) {
        Map<String, NpyArray> arrays = arrays(archive, PolicyReading.shapes(reference));
        try {
            return PolicyReading.entries(arrays, names, world.mdp(), wanted);
        } catch (Refusal refused) {
            throw unfit(archive, refused);
        }
    }

    private static Refusal unfit(Path archive, Refusal refused) {
        String sentence = refused.sentence();
        String place = sentence.startsWith(archive.toString()) ? "" : archive + " does not fit its mechanism: ";
        return Refusal.of(place + sentence, refused.hint().isEmpty() ? AGAIN : refused.hint());
    }

    /** Whoever asks for a mechanism's menu did not make the archive: what is wrong with it, and what to do. */
    private static Map<String, NpyArray> arrays(Path archive, Map<String, List<Integer>> shapes) {
        try {
            return Npz.read(archive, new HashMap<>(shapes));
        } catch (Refusal refused) {
            throw Refusal.of(refused.sentence(), AGAIN);
        }
    }

    private static List<String> names(MechanismFile stored, MenuReference reference) {
        List<String> names =
                stored.boosts().stream().map(MechanismFile.Boost::action).toList();
        return names.size() == reference.entries()
                ? names
                : IntStream.range(0, reference.entries())
                        .mapToObj(k -> "entry " + (k + 1))
                        .toList();
    }

    /**
     * Holds the boosts that others read in the archive against the mechanism's own.
     *
     * @throws Refusal with the first that differs
     */
    static void requireBoosts(Path file, MenuReference reference, Reals boosts) {
        Path archive = file.resolveSibling(reference.file());
        double[] stored = values(arrays(archive, Map.of("boosts", List.of(reference.entries()))), "boosts");
        for (int k = 0; k < stored.length; k++) {
            if (stored[k] != boosts.get(k)) {
                throw Refusal.of(
                        archive + " does not fit its mechanism: boosts[" + k + "] is " + stored[k] + ", and in " + file
                                + " it is " + boosts.get(k),
                        AGAIN);
            }
        }
    }

    private static MenuFeatures features(Map<String, NpyArray> arrays, Environment world) {
        int agents = world.agentCount();
        int dimension = world.dimension();
        int entries = values(arrays, "designer").length;
        return new MenuFeatures(
                agents,
                dimension,
                finite(arrays, "features", entries, agents, dimension),
                finite(arrays, "constants", entries, agents),
                finite(arrays, "designer", entries));
    }

    static double[] values(Map<String, NpyArray> arrays, String name) {
        NpyArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException("an archive that lacks " + name + " must have been refused");
        }
        return array.values();
    }

    /** The numbers of an array, each of which must be one. */
    private static Reals finite(Map<String, NpyArray> arrays, String name, int... shape) {
        double[] values = values(arrays, name);
        for (int at = 0; at < values.length; at++) {
            if (!Double.isFinite(values[at])) {
                StringBuilder index = new StringBuilder();
                int rest = at;
                for (int axis = shape.length - 1; axis >= 0; axis--) {
                    index.insert(0, (axis > 0 ? ", " : "") + rest % shape[axis]);
                    rest /= shape[axis];
                }
                throw Refusal.of(name + "[" + index + "] is " + values[at] + " and must be a finite number", AGAIN);
            }
        }
        return Reals.of(values);
    }
}
