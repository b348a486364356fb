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

    /**
     * Projects a network.
     *
     * @param world one good, finite types, few histories; amounts in money
     * @param width of the network, which was trained in the world counted in its unit
     * @param price of a unit of distance, beside the highest value
     * @throws Failure if no corner of the program holds in fractions
     */
    public static Projection of(World world, int width, Reals parameters, double price) {
        World counted = world.in(world.unit());
        boolean shared = !world.allocation().isDrawn();
        try (NetworkReference network = new NetworkReference(counted, shared, width, parameters)) {
            Rational unit = Rational.decimal(price * counted.scale());
            return of(new PlanProgram(new PlanTree(world, network), unit));
        }
    }

    private static Projection of(PlanProgram program) {
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
        throw new Failure(
                "no corner of the program of " + program.program.rows.size() + " rows near its optimum holds in fractions",
                "Maybe another evaluation.price.");
    }
}
