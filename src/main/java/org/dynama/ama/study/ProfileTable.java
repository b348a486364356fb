package org.dynama.ama.study;

import java.nio.file.Path;
import org.dynama.model.Profiles;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/** Type profiles as {@code .npy}: shape {@code [B, n, d]}, where {@code d} is the largest type dimension, unused entries 0. */
public final class ProfileTable {
    private ProfileTable() {}

    /**
     * Reads profiles; {@code [B, n]} will do where {@code d} is 1.
     *
     * @throws Refusal if the file is no such array, or a number is more than an amount may be
     */
    public static Profiles read(Path file, Environment environment) {
        NpyArray array = Npy.read(file);
        int n = environment.agentCount();
        int d = environment.dimension();
        boolean flat = array.rank() == 2 && d == 1 && array.size(1) == n;
        boolean right = array.rank() == 3 && array.size(1) == n && array.size(2) == d;
        if (!(flat || right) || array.size(0) == 0) {
            throw Refusal.of(
                    file + " has shape " + array.shape() + " and must have [B, " + n + ", " + d
                            + "]: profiles, agents, components of a type",
                    "Maybe numpy.transpose or numpy.reshape.");
        }
        int count = array.size(0);
        double[] values = new double[n * d * count];
        for (int b = 0; b < count; b++) {
            for (int row = 0; row < n * d; row++) {
                values[row * count + b] = array.values()[b * n * d + row];
            }
        }
        return Profiles.of(n, d, count, values);
    }

    /** Writes profiles aside and renames the file. */
    public static void write(Path file, Profiles profiles) {
        int rows = profiles.agents() * profiles.dimension();
        double[] values = profiles.toArray();
        double[] out = new double[values.length];
        for (int b = 0; b < profiles.count(); b++) {
            for (int row = 0; row < rows; row++) {
                out[b * rows + row] = values[row * profiles.count() + b];
            }
        }
        Npy.write(file, new NpyArray(out, profiles.count(), profiles.agents(), profiles.dimension()));
    }
}
