package org.dynama.ama.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Mdp;
import org.dynama.model.PairGrid;
import org.dynama.model.Reals;
import org.dynama.numpy.NpyArray;
import org.dynama.numpy.Npz;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/**
 * A large table of boosts as {@code .npz}: {@code boosts} of shape {@code [S, A]} where every state has every action, else of shape
 * {@code [P]}, a number for each state-action pair; states and actions in the environment's order. Earlier versions wrote
 * {@code [S, A]} always, with numbers that mean nothing where there is no such pair.
 */
final class BoostArchive {
    private static final String BOOSTS = "boosts";

    private BoostArchive() {}

    /** Writes a table aside and renames the file. */
    static void write(Path file, Environment environment, Reals boosts) {
        Mdp mdp = environment.mdp();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put(
                BOOSTS,
                mdp.transitions().isFull()
                        ? new NpyArray(boosts.toArray(), mdp.stateCount(), mdp.actionCount())
                        : new NpyArray(boosts.toArray(), mdp.pairCount()));
        Npz.write(file, arrays);
    }

    /**
     * Reads a table.
     *
     * @throws Refusal if the file is not one, or does not fit the environment
     */
    static Reals read(Path file, Environment environment) {
        Mdp mdp = environment.mdp();
        List<Integer> grid = List.of(mdp.stateCount(), mdp.actionCount());
        List<Integer> pairs = List.of(mdp.pairCount());
        NpyArray boosts = Npz.read(file, BOOSTS, mdp.transitions().isFull() ? List.of(grid) : List.of(pairs, grid));
        boolean isGrid = boosts.shape().equals(grid);
        return Reals.of(isGrid ? new PairGrid(mdp).pairs(boosts.values()) : boosts.values());
    }
}
