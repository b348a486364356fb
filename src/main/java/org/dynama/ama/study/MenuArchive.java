package org.dynama.ama.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.ama.menu.MenuFeatures;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.file.Digest;
import org.dynama.model.PairGrid;
import org.dynama.model.Reals;
import org.dynama.numpy.NpyArray;
import org.dynama.numpy.NpyTable;
import org.dynama.numpy.Npz;
import org.dynama.refusal.Refusal;
import org.dynama.study.RunFolder;
import org.dynama.world.Environment;

/**
 * A menu as {@code menu.npz}: the policies in rows, {@code begin} of shape {@code [K + 1]}, {@code pairs} ({@code s * A + a} each)
 * and {@code probabilities} of shape {@code [M]}; {@code features} {@code [K, n, d]}, {@code constants} {@code [K, n]},
 * {@code designer} and {@code boosts} {@code [K]}.
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
        PairGrid cells = new PairGrid(offered.world().mdp());
        int entries = menu.size();
        int agents = features.agents();
        List<Integer> rows = List.of(menu.pairCount());
        Path file = folder.note(NAME);
        Npz.write(
                file,
                List.of(
                        NpyTable.integers(
                                "begin", List.of(entries + 1), k -> k < entries ? menu.begin(k) : menu.pairCount()),
                        NpyTable.integers("pairs", rows, m -> cells.cell(menu.pair(m))),
                        NpyTable.numbers("probabilities", rows, menu::probability),
                        NpyTable.numbers(
                                "features", List.of(entries, agents, features.dimension()), features.enjoyed()::get),
                        NpyTable.numbers("constants", List.of(entries, agents), features.constants()::get),
                        NpyTable.numbers("designer", List.of(entries), features.designer()::get),
                        NpyTable.numbers("boosts", List.of(entries), parameters.boosts()::get)));
        return new MenuReference(NAME, Digest.of(file), entries, menu.pairCount());
    }

    /**
     * Reads a menu.
     *
     * @param file of the mechanism
     * @param world whose policies it holds
     * @throws Refusal if the file is missing, another one or damaged, or its features are not its policies' in the world
     */
    static OfferedMenu read(Path file, MechanismFile stored, MenuReference reference, Environment world) {
        Path archive = file.resolveSibling(reference.file());
        int entries = reference.entries();
        List<Integer> rows = List.of(reference.pairs());
        Map<String, NpyArray> arrays = Npz.read(
                archive,
                Map.of(
                        "begin", List.of(entries + 1),
                        "pairs", rows,
                        "probabilities", rows,
                        "features", List.of(entries, world.agentCount(), world.dimension()),
                        "constants", List.of(entries, world.agentCount()),
                        "designer", List.of(entries)));
        try {
            OfferedMenu menu = OfferedMenu.of(world, menu(arrays, stored, world), features(arrays, world));
            requireDigest(archive, reference);
            return menu;
        } catch (Refusal refused) {
            String hint = refused.hint().isEmpty() ? AGAIN : refused.hint();
            throw Refusal.of(archive + " does not fit its mechanism: " + refused.sentence(), hint);
        }
    }

    /**
     * Holds the boosts that others read in the archive against the mechanism's own.
     *
     * @throws Refusal with the first that differs
     */
    static void requireBoosts(Path file, MenuReference reference, Reals boosts) {
        Path archive = file.resolveSibling(reference.file());
        double[] stored = values(Npz.read(archive, Map.of("boosts", List.of(reference.entries()))), "boosts");
        for (int k = 0; k < stored.length; k++) {
            if (stored[k] != boosts.get(k)) {
                throw Refusal.of(
                        archive + " does not fit its mechanism: boosts[" + k + "] is " + stored[k] + ", and in " + file
                                + " it is " + boosts.get(k),
                        AGAIN);
            }
        }
    }

    private static void requireDigest(Path archive, MenuReference reference) {
        String digest = Digest.of(archive);
        if (!digest.equals(reference.digest())) {
            throw Refusal.of(
                    "its digest is " + digest + ", and the mechanism was written with a menu of " + reference.digest(),
                    AGAIN);
        }
    }

    private static Menu menu(Map<String, NpyArray> arrays, MechanismFile stored, Environment world) {
        int[] begin = whole(arrays, "begin");
        int[] pairs = Arrays.stream(whole(arrays, "pairs"))
                .map(new PairGrid(world.mdp())::pair)
                .toArray();
        double[] probabilities = values(arrays, "probabilities");
        List<String> names =
                stored.boosts().stream().map(MechanismFile.Boost::action).toList();
        boolean areNamed = names.size() == begin.length - 1;
        MenuBuilder builder = Menu.of(world.mdp());
        for (int k = 0; k + 1 < begin.length; k++) {
            if (begin[k] < 0 || begin[k] > begin[k + 1] || begin[k + 1] > pairs.length) {
                throw new Refusal(
                        "begin[" + (k + 1) + "]", begin[k + 1], "must be a place behind begin[" + k + "]", "");
            }
            String name = areNamed ? names.get(k) : "entry " + (k + 1);
            boolean isNew = builder.add(
                    name,
                    Arrays.copyOfRange(pairs, begin[k], begin[k + 1]),
                    Arrays.copyOfRange(probabilities, begin[k], begin[k + 1]));
            if (!isNew) {
                throw new Refusal("entry " + k, name, "must be another policy than those before it", "");
            }
        }
        return builder.build();
    }

    private static MenuFeatures features(Map<String, NpyArray> arrays, Environment world) {
        return new MenuFeatures(
                world.agentCount(),
                world.dimension(),
                Reals.of(values(arrays, "features")),
                Reals.of(values(arrays, "constants")),
                Reals.of(values(arrays, "designer")));
    }

    private static double[] values(Map<String, NpyArray> arrays, String name) {
        NpyArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException("an archive that lacks " + name + " must have been refused");
        }
        return array.values();
    }

    private static int[] whole(Map<String, NpyArray> arrays, String name) {
        double[] values = values(arrays, name);
        int[] whole = new int[values.length];
        for (int k = 0; k < whole.length; k++) {
            whole[k] = (int) values[k];
            if (whole[k] != values[k]) {
                throw new Refusal(name + "[" + k + "]", values[k], "must be a whole number", "");
            }
        }
        return whole;
    }
}
