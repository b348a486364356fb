package org.dynama.learned.plan;

import java.util.List;
import org.dynama.exact.LinearProgram;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.plan.PlanCertificate;
import org.dynama.exact.plan.PlanVerifier;
import org.dynama.exact.rational.Rational;
import org.dynama.learned.world.World;
import org.dynama.model.Reals;
import org.dynama.refusal.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The truthful mechanism near a network: of all plans in which no lie gains, the one with the most profit less a price on its
 * distance from the network's. It is found in doubles, computed again in fractions, and proven there.
 *
 * @param certificate the mechanism and what it yields, exactly
 * @param distance L1 distance of the law of whole runs from the network's, divided by the number of agents
 */
public record Projection(PlanCertificate certificate, double distance) {
    /** Beside amounts of one: what is zero, or tight, in doubles; tried in this order. */
    private static final double[] TIGHT = {1e-8, 1e-10, 1e-12, 1e-9, 1e-7, 1e-6};

    /** Prices tried one after another, beside the one asked for: a little off a kink, a corner is a clear one. */
    private static final double[] NEAR = {1, 1.01, 1.03};

    /** Whether a network's shares themselves may be drawn beside whole goods; else shares are taken for chances to get it whole. */
    public static boolean drawsShares(World world) {
        return !world.allocation().isDrawn() && Oracle.sharesFit(world);
    }

    /**
     * Projects a network.
     *
     * @param world without {@link Oracle#obstacle}; amounts in money
     * @param width of the network, which was trained in the world counted in its unit
     * @param price of a unit of distance, beside the highest value
     * @throws Failure if no corner of the program holds in fractions
     */
    public static Projection of(World world, int width, Reals parameters, double price) {
        World counted = world.in(world.unit());
        PlanTree tree;
        try (NetworkReference network = new NetworkReference(counted, drawsShares(world), width, parameters)) {
            tree = new PlanTree(world, network);
        }
        for (double near : NEAR) {
            Projection found = of(new PlanProgram(tree, Rational.decimal(price * near * counted.scale())));
            if (found != null) {
                return found;
            }
        }
        throw new Failure(
                "no corner of the program near its optimum holds in fractions",
                "Maybe another evaluation.price, or evaluation.projection: false.");
    }

    private static @Nullable Projection of(PlanProgram program) {
        LinearProgram.Solution found = program.program.solve();
        for (double tolerance : TIGHT) {
            List<Rational> corner = ExactCorner.of(program.program, found.point(), tolerance);
            if (corner == null) {
                continue;
            }
            PlanCertificate certificate = PlanWriter.of(program, corner);
            Verdict verdict = PlanVerifier.verify(certificate);
            if (verdict.holds()) {
                double distance = new PlanProfit(program, corner).distance();
                return new Projection(certificate, distance / program.tree.world.agents());
            }
        }
        return null;
    }
}
