package org.dynama.ama.audit;

import java.util.function.IntConsumer;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Mechanism;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;

/**
 * Looks for misreports that pay: in random profiles every agent in turn reports a type drawn afresh.
 *
 * @param misreports how many were tried
 * @param gain what the most profitable one would win over the truth; negative if all of them lose
 * @param loss the largest of a truthful agent: less than nothing if all of them gain
 */
public record IncentiveAudit(long misreports, WorstAmount gain, WorstAmount loss) {

    /**
     * Tries at least {@code misreports} of them, equally many for each agent.
     *
     * @param progress told in how many of {@link #profiles} they have been tried
     * @throws IllegalArgumentException if {@code misreports} is negative
     */
    public static IncentiveAudit of(
            Environment environment,
            Mechanism mechanism,
            Solvers solvers,
            RandomStream stream,
            int misreports,
            IntConsumer progress) {
        if (misreports < 0) {
            throw new Refusal("misreports", misreports, "must not be negative", "");
        }
        int agents = environment.agentCount();
        int count = profiles(environment, misreports);
        Profiles truth = Profiles.draw(environment.agents(), stream.child("truth"), 0, count);
        Profiles lies = Profiles.draw(environment.agents(), stream.child("lies"), 0, count);
        Reals stakes = Stakes.of(environment);
        IncentiveAudit[] worst = {new IncentiveAudit(0, WorstAmount.NONE, WorstAmount.NONE)};
        solvers.forEach(
                count,
                (solver, from, to) ->
                        chunk(environment, mechanism, solver, truth.slice(from, to), lies.slice(from, to), stakes),
                chunk -> {
                    worst[0] = worst[0].and(chunk, stakes);
                    progress.accept((int) (worst[0].misreports / agents));
                });
        return worst[0];
    }

    /** In how many profiles every agent lies once, for so many misreports. */
    public static int profiles(Environment environment, int misreports) {
        return Math.toIntExact((misreports + environment.agentCount() - 1L) / environment.agentCount());
    }

    private static IncentiveAudit chunk(
            Environment environment,
            Mechanism mechanism,
            OccupancySolver solver,
            Profiles truth,
            Profiles lies,
            Reals stakes) {
        DpMaximizer maximizer = new DpMaximizer(solver, environment.losses(), DpMaximizer.Bounds.ERRORS);
        Outcome honest = mechanism.outcome(maximizer, truth);
        WorstAmount gain = WorstAmount.NONE;
        WorstAmount loss = WorstAmount.NONE;
        for (int i = 0; i < environment.agentCount(); i++) {
            Profiles reports = truth.withReports(i, lies);
            Outcome outcome = mechanism.outcome(maximizer, reports);
            double[] visits = mechanism.occupancies(maximizer, reports, outcome);
            for (int b = 0; b < truth.count(); b++) {
                double lied = earned(environment, i, visits, truth, b) - outcome.payment(i, b);
                gain = gain.or(lied - honest.utility(i, b), i, stakes);
                loss = loss.or(0 - honest.utility(i, b), i, stakes);
            }
        }
        return new IncentiveAudit((long) truth.count() * environment.agentCount(), gain, loss);
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

    private IncentiveAudit and(IncentiveAudit other, Reals stakes) {
        return new IncentiveAudit(
                misreports + other.misreports, gain.or(other.gain, stakes), loss.or(other.loss, stakes));
    }
}
