package org.dynama.ama.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.numpy.NpyArray;
import org.dynama.numpy.Npz;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/** A large table of boosts as {@code .npz}: {@code boosts} of shape {@code [S, A]}, states and actions in the environment's order. */
final class BoostArchive {
    private static final String BOOSTS = "boosts";

    private BoostArchive() {}

    /** Writes a table aside and renames the file. */
    static void write(Path file, Environment environment, Reals boosts) {
        Mdp mdp = environment.mdp();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put(BOOSTS, new NpyArray(boosts.toArray(), mdp.stateCount(), mdp.actionCount()));
        Npz.write(file, arrays);
    }

    /**
     * Reads a table.
     *
     * @throws Refusal if the file is not one, or does not fit the environment
     */
    static Reals read(Path file, Environment environment) {
        Mdp mdp = environment.mdp();
        return Reals.of(
                Npz.read(file, BOOSTS, mdp.stateCount(), mdp.actionCount()).values());
    }
}
