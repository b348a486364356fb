package org.dynama.learned.history;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.Reals;
import org.dynama.refusal.Entries;

/**
 * All types of an agent and all profiles of a discrete world, in order: a type's first component and a profile's first
 * agent change slowest.
 */
public final class TypeGrid {
    /** Agents. */
    public final int n;
    /** Components. */
    public final int d;
    /** Values of a component. */
    public final int g;
    /** Types of an agent. */
    public final int types;
    /** Shape {@code [R, d]}. */
    public final double[][] values;
    /** Numbers closer than this stand for the same value. */
    public final double near;
    /** Shape {@code [n, R]}; probabilities of an agent's types in the first period. */
    public final double[][] initial;

    public TypeGrid(World world) {
        Types.Discrete discrete = (Types.Discrete) world.types();
        Reals each = discrete.values();
        n = world.agents();
        d = world.components();
        g = each.size();
        near = discrete.near();
        types = power(g, d);
        values = new double[types][d];
        initial = new double[n][types];
        for (int r = 0; r < types; r++) {
            for (int k = 0; k < d; k++) {
                values[r][k] = each.get(at(r, k));
            }
            for (int i = 0; i < n; i++) {
                initial[i][r] = initial(((Types.Discrete) world.types(i)).initial(), r);
            }
        }
    }

    private double initial(Reals chances, int type) {
        double product = 1;
        for (int k = 0; k < d; k++) {
            product *= chances.get(at(type, k));
        }
        return product;
    }

    /** The value of a type's component. */
    private int at(int type, int component) {
        return type / power(g, d - 1 - component) % g;
    }

    /**
     * The power.
     *
     * @throws org.dynama.refusal.Refusal if an array cannot hold so many
     */
    static int power(int base, int exponent) {
        long power = 1;
        for (int k = 0; k < exponent; k++) {
            power = Entries.of("an enumeration", "Maybe fewer values, goods, periods or agents.", power, base);
        }
        return (int) power;
    }

    /** Profiles, where all are enumerated. */
    public int profiles() {
        return power(types, n);
    }

    /** The type of agent {@code i} in a profile. */
    public int type(int profile, int i) {
        int rest = profile;
        for (int k = n - 1; k > i; k--) {
            rest /= types;
        }
        return rest % types;
    }

    /** The type whose values stand at {@code row[at..at + d - 1]}. */
    public int type(double[] row, int at) {
        int type = 0;
        int first = types / g;
        for (int k = 0; k < d; k++) {
            int here = 0;
            while (Math.abs(values[here * first][0] - row[at + k]) > near) {
                here++;
                if (here == g) {
                    throw new IllegalStateException(row[at + k] + " is no type");
                }
            }
            type = type * g + here;
        }
        return type;
    }

    /** Shape {@code [P, n d]}: values of every profile. */
    public double[] profileValues() {
        int profiles = profiles();
        double[] all = new double[profiles * n * d];
        for (int p = 0; p < profiles; p++) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(values[type(p, i)], 0, all, (p * n + i) * d, d);
            }
        }
        return all;
    }

    /** Shape {@code [P, R]}: one at the type of agent {@code i}. */
    public NDArray mask(Tensors tensors, int i) {
        int profiles = profiles();
        double[] mask = new double[profiles * types];
        for (int p = 0; p < profiles; p++) {
            mask[p * types + type(p, i)] = 1;
        }
        return tensors.constant(mask, profiles, types);
    }

    /** Shape {@code [R, d]}. */
    public NDArray values(Tensors tensors) {
        double[] flat = new double[types * d];
        for (int r = 0; r < types; r++) {
            System.arraycopy(values[r], 0, flat, r * d, d);
        }
        return tensors.constant(flat, types, d);
    }
}
