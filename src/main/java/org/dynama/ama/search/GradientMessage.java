package org.dynama.ama.search;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.Regularizer;
import org.jspecify.annotations.Nullable;

/**
 * What a gradient is taken of, on its way between machines: doubles, bit for bit.
 *
 * @param parameters the mechanism
 * @param regularizer that softens the policy; null for the envelope alone
 */
record GradientMessage(AmaParameters parameters, @Nullable Regularizer regularizer) {
    /** As many slices keep a cluster's cores at work until the end; each has whole blocks, the sums of a gradient. */
    private static final int SLICES = 64;

    private static final int JOINT = 1;
    private static final int CONDITIONAL = 2;

    /** The message that {@link #bytes} has left. */
    static GradientMessage of(byte[] shared) {
        DoubleBuffer in = doubles(shared);
        int entropy = (int) in.get();
        double temperature = in.get();
        double[] weights = new double[(int) in.get()];
        double[] boosts = new double[in.get(weights).remaining()];
        in.get(boosts);
        Regularizer regularizer = switch (entropy) {
            case JOINT -> new Regularizer.JointEntropy(temperature);
            case CONDITIONAL -> new Regularizer.ConditionalEntropy(temperature);
            default -> null;
        };
        return new GradientMessage(new AmaParameters(Reals.of(weights), Reals.of(boosts)), regularizer);
    }

    byte[] bytes() {
        double[] weights = parameters.weights().toArray();
        double[] boosts = parameters.boosts().toArray();
        int entropy = regularizer == null ? 0 : regularizer instanceof Regularizer.JointEntropy ? JOINT : CONDITIONAL;
        return bytes(
                3 + weights.length + boosts.length,
                out -> out.put(entropy)
                        .put(regularizer == null ? 0 : regularizer.temperature())
                        .put(weights.length)
                        .put(weights)
                        .put(boosts));
    }

    /** Profiles cut into slices of whole blocks. */
    static List<byte[]> slices(Profiles profiles) {
        int blocks = (profiles.count() + Profiles.BLOCK - 1) / Profiles.BLOCK;
        int size = (blocks + SLICES - 1) / SLICES * Profiles.BLOCK;
        List<byte[]> slices = new ArrayList<>();
        for (int from = 0; from < profiles.count(); from += size) {
            int count = Math.min(size, profiles.count() - from);
            double[] types = new double[profiles.agents() * profiles.dimension() * count];
            for (int row = 0; row < profiles.agents() * profiles.dimension(); row++) {
                profiles.copyTypes(
                        row / profiles.dimension(), row % profiles.dimension(), from, count, types, row * count);
            }
            slices.add(bytes(
                    3 + types.length,
                    out -> out.put(profiles.agents())
                            .put(profiles.dimension())
                            .put(count)
                            .put(types)));
        }
        return slices;
    }

    /** The profiles of a slice. */
    static Profiles profiles(byte[] slice) {
        DoubleBuffer in = doubles(slice);
        int agents = (int) in.get();
        int dimension = (int) in.get();
        int count = (int) in.get();
        double[] types = new double[in.remaining()];
        in.get(types);
        return Profiles.of(agents, dimension, count, types);
    }

    /** So many doubles, as they are written. */
    static byte[] bytes(int doubles, Consumer<DoubleBuffer> written) {
        byte[] bytes = new byte[Math.multiplyExact(Double.BYTES, doubles)];
        written.accept(doubles(bytes));
        return bytes;
    }

    static DoubleBuffer doubles(byte[] message) {
        return ByteBuffer.wrap(message).asDoubleBuffer();
    }
}
