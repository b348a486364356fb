package org.dynama.learned.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;
import org.dynama.refusal.Entries;

/**
 * One agent's report policies, several side by side: truth plus a residual that finds out which lies pay.
 *
 * <p>A public encoder reads the period, the last allocation and, where there are several agents, all last reports; a
 * private one reads the period, the agent's own type and her last report; both are recurrent. So they know what an exact
 * best response may depend on: payments follow from reports and allocations. Where reports are sealed the public encoder
 * reads what is disclosed, allocations as in the paper or payments too. Discrete types: logits over all reports are {@code k e(truth) + residual}. Intervals:
 * the residual is added to the type's logit. The residual of the first policy starts at zero, which is truth; those of
 * the others start at random lies.
 *
 * @see "Learned dynamic mechanisms, Appendix D.1 and D.4, Figures 4 and 5"
 */
public final class ReportNetwork {
    /** Larger prototypes leave softmax no gradient to climb. */
    private static final double PROTOTYPE = 2;

    /** Logits bend towards this: a policy that is sure of a lie can still learn that it no longer pays. */
    private static final double CAP = 5;

    private static final double EDGE = 1e-9;

    private static final String FEWER = "Maybe fewer training.policies, training.futures or types.";

    private final World world;
    private final Tensors tensors;
    private final Layout layout = new Layout();
    private final int policies;
    private final int width;
    private final Encoding encoding;
    /** What there is beside allocations that a lone agent's private encoder would not know. */
    private final Beside beside;

    private final Dense publicIn;
    private final Dense publicState;
    private final Dense privateIn;
    private final Dense publicToPrivate;
    private final Dense privateFuse;
    private final Dense privateState;
    private final Dense fuse;
    private final Dense residual;
    private final int strength;

    private enum Beside {
        NOTHING,
        REPORTS,
        PAYMENTS;

        static Beside of(World world) {
            if (world.agents() == 1) {
                return NOTHING;
            }
            return switch (world.disclosed()) {
                case REPORTS -> REPORTS;
                case ALLOCATIONS -> NOTHING;
                case PAYMENTS -> PAYMENTS;
            };
        }
    }

    /**
     * Policies of one agent, who chooses among all reports (discrete types), or a value for each component of the type
     * (intervals).
     *
     * @param policies K, side by side
     * @param width of the encoders' states
     */
    public ReportNetwork(World world, Tensors tensors, int policies, int width) {
        this.world = world;
        this.tensors = tensors;
        this.policies = policies;
        this.width = width;
        encoding = new Encoding(world.types(), tensors);
        int d = world.components();
        beside = Beside.of(world);
        int heard = switch (beside) {
            case NOTHING -> 0;
            case REPORTS -> d * encoding.features;
            case PAYMENTS -> 1;
        };
        publicIn = dense(1 + world.agents() * (world.goods() + heard), width, 1);
        publicState = dense(2 * width, width, 1);
        privateIn = dense(1 + 2 * d, width, 1);
        publicToPrivate = dense(width, width, 1);
        privateFuse = dense(2 * width, width, Math.sqrt(2));
        privateState = dense(2 * width, width, 1);
        fuse = dense(2 * width + d * encoding.features, 2 * width, Math.sqrt(2));
        int outputs =
                world.types().match(discrete -> (int) Math.pow(discrete.values().size(), d), interval -> d);
        residual = dense(2 * width, outputs, world.types().match(discrete -> 2.0, interval -> 1.0));
        strength = layout.filled(PROTOTYPE, policies, 1, 1);
    }

    private Dense dense(int in, int out, double gain) {
        return Dense.batched(layout, policies, in, out, gain);
    }

    /** How many there are, side by side. */
    public int policies() {
        return policies;
    }

    /** The networks of several agents, with as many policies each, as one: the first of each, the second of each. */
    public ReportNetwork together(int agents) {
        return new ReportNetwork(world, tensors, agents * policies, width);
    }

    /** Where the parameters lie. */
    public Layout layout() {
        return layout;
    }

    /** The parameters that a training starts from: the first policy is truth, the others lie at random. */
    public double[] start(RandomStream stream) {
        double[] values = layout.start(stream);
        Layout.Block block = layout.blocks().get(residual.weight());
        java.util.Arrays.fill(values, block.offset(), block.offset() + block.size() / policies, 0);
        return values;
    }

    /** Before the first period; shape {@code [K, N, width]}. */
    public NDArray blank(long rows) {
        return tensors.of(
                new double[Entries.of("what reporters remember", FEWER, policies, rows, width)], policies, rows, width);
    }

    private NDArray clock(int period, long rows) {
        double at = world.periods() == 1 ? 0 : (double) period / (world.periods() - 1);
        double[] clock = new double[Entries.of("a clock", FEWER, rows)];
        java.util.Arrays.fill(clock, at);
        return tensors.of(clock, 1, rows, 1);
    }

    /**
     * What everyone knows.
     *
     * @param last shape {@code [1 or K, N, n m]}; the last allocation, zero in the first period
     * @param reports shape {@code [1 or K, N, n d]}; all agents' last reports, zero in the first period
     * @param paid shape {@code [1 or K, N, n]}; all agents' last payments, zero in the first period
     * @param state shape {@code [K, N, width]}
     */
    public NDArray publicly(Leaves leaves, int period, NDArray last, NDArray reports, NDArray paid, NDArray state) {
        NDArray clock = clock(period, last.getShape().get(1));
        NDArray repeated = last.getShape().get(0) == 1
                ? clock
                : clock.repeat(0, last.getShape().get(0));
        NDList seen = new NDList(repeated, last);
        if (beside == Beside.REPORTS) {
            seen.add(spread(reports));
        }
        if (beside == Beside.PAYMENTS) {
            seen.add(tensors.scaled(paid, 1 / world.scale()));
        }
        NDArray in = publicIn.apply(leaves, NDArrays.concat(seen, 2));
        return publicState.apply(leaves, in.concat(state, 2)).tanh();
    }

    /**
     * What the agent knows.
     *
     * @param known shape {@code [K, N, width]}, from {@link #publicly}
     * @param own shape {@code [1 or K, N, d]}; her type
     * @param lastReport shape as {@code own}
     * @param state shape {@code [K, N, width]}
     */
    public NDArray privately(Leaves leaves, int period, NDArray known, NDArray own, NDArray lastReport, NDArray state) {
        NDArray clock = clock(period, own.getShape().get(1));
        NDArray repeated = own.getShape().get(0) == 1
                ? clock
                : clock.repeat(0, own.getShape().get(0));
        NDArray in = privateIn.apply(
                leaves,
                NDArrays.concat(new NDList(repeated, encoding.normalized(own), encoding.normalized(lastReport)), 2));
        NDArray fused = privateFuse.apply(leaves, in.concat(publicToPrivate.apply(leaves, known), 2));
        return privateState
                .apply(leaves, fused.getNDArrayInternal().relu().concat(state, 2))
                .tanh();
    }

    /** Shape {@code [K, N, parts features]}, of {@code [K, N, parts]}. */
    private NDArray spread(NDArray values) {
        long each = values.getShape().get(0);
        long rows = values.getShape().get(1);
        return encoding.spread(encoding.normalized(values).reshape(each * rows, -1))
                .reshape(each, rows, -1);
    }

    private NDArray residual(Leaves leaves, NDArray known, NDArray hidden, NDArray own) {
        long each = own.getShape().get(0);
        NDArray type = spread(own);
        NDArray repeated = each == 1 && policies > 1 ? type.repeat(0, policies) : type;
        NDArray fused = fuse.apply(leaves, NDArrays.concat(new NDList(known, hidden, repeated), 2));
        return residual.apply(leaves, fused.getNDArrayInternal().relu());
    }

    /**
     * Probabilities of reports; shape {@code [K, N, R]}.
     *
     * @param truth shape {@code [1 or K, N, R]}; one-hot
     */
    public NDArray reports(Leaves leaves, NDArray known, NDArray hidden, NDArray own, NDArray truth) {
        NDArray logits = truth.mul(leaves.get(strength)).add(residual(leaves, known, hidden, own));
        return tensors.scaled(logits.getNDArrayInternal().softSign(), CAP).softmax(2);
    }

    /** Reports of interval types; shape {@code [K, N, d]}. Truth where the residual is zero. */
    public NDArray report(Leaves leaves, NDArray known, NDArray hidden, NDArray own) {
        double low = world.types().low();
        double range = world.types().high() - low;
        NDArray share = tensors.scaled(own.sub(tensors.scalar(low)), 1 / range).clip(EDGE, 1 - EDGE);
        NDArray logit = share.log().sub(tensors.scalar(1).sub(share).log());
        NDArray moved = logit.add(residual(leaves, known, hidden, own));
        return tensors.scaled(moved.getNDArrayInternal().sigmoid(), range).add(tensors.scalar(low));
    }
}
