package org.dynama.ama.audit;

import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Mechanism;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.refusal.Refusal;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * Looks for misreports that pay: in random profiles every agent in turn reports a type drawn afresh.
 *
 * @param misreports how many were tried
 * @param largestGain what the most profitable one would win over the truth; negative if all of them lose
 * @param smallestUtility of any truthful agent
 */
public record IncentiveAudit(long misreports, double largestGain, double smallestUtility) {

    /**
     * Tries at least {@code misreports} of them, equally many for each agent.
     *
     * @throws IllegalArgumentException if {@code misreports} is negative
     */
    public static IncentiveAudit of(
            Environment environment, Mechanism mechanism, Solvers solvers, RandomStream stream, int misreports) {
        if (misreports < 0) {
            throw new Refusal("misreports", misreports, "must not be negative", "");
        }
        int count = Math.toIntExact((misreports + environment.agentCount() - 1L) / environment.agentCount());
        Profiles truth = Profiles.draw(environment.agents(), stream.child("truth"), 0, count);
        Profiles lies = Profiles.draw(environment.agents(), stream.child("lies"), 0, count);
        IncentiveAudit[] worst = {new IncentiveAudit(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)};
        solvers.forEach(
                count,
                (solver, from, to) ->
                        chunk(environment, mechanism, solver, truth.slice(from, to), lies.slice(from, to)),
                chunk -> worst[0] = worst[0].and(chunk));
        return worst[0];
    }

    private static IncentiveAudit chunk(
            Environment environment, Mechanism mechanism, OccupancySolver solver, Profiles truth, Profiles lies) {
        DpMaximizer maximizer = new DpMaximizer(solver, environment.losses());
        Outcome honest = mechanism.outcome(maximizer, truth);
        double gain = Double.NEGATIVE_INFINITY;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < environment.agentCount(); i++) {
            Profiles reports = truth.withReports(i, lies);
            Outcome outcome = mechanism.outcome(maximizer, reports);
            double[] visits = mechanism.occupancies(maximizer, reports);
            for (int b = 0; b < truth.count(); b++) {
                double lied = earned(environment, i, visits, truth, b) - outcome.payment(i, b);
                gain = Math.max(gain, lied - honest.utility(i, b));
                smallest = Math.min(smallest, honest.utility(i, b));
            }
        }
        return new IncentiveAudit((long) truth.count() * environment.agentCount(), gain, smallest);
    }

    /** What agent {@code i} earns at her true type where a policy goes. */
    static double earned(Environment environment, int i, double[] visits, Profiles truth, int b) {
        double sum = 0;
        for (int pair = 0; pair < environment.mdp().pairCount(); pair++) {
            double mass = visits[pair * truth.count() + b];
            if (mass != 0) {
                sum += mass * environment.rewards().reward(i, pair, truth, b);
            }
        }
        return sum;
    }

    private IncentiveAudit and(IncentiveAudit other) {
        return new IncentiveAudit(
                misreports + other.misreports,
                Math.max(largestGain, other.largestGain),
                Math.min(smallestUtility, other.smallestUtility));
    }
}
