package org.dynama.compare.mechanism;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Mechanism;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.study.Promises;
import org.dynama.compare.market.Cases;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.page.Numbers;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * Where an affine maximizer goes in each case, and what that is worth at any type: agents' rewards are linear in types, so that
 * expected coefficients tell what every misreport earns.
 */
final class Visits {
    private final Environment environment;
    private final Cases cases;
    private final Profiles profiles;
    /** Shape {@code [n][d + 1][B]}: what multiplies each number of an agent's type, and what does not depend on it. */
    private final double[][][] coefficients;

    private final double[][] payments;
    private final double[] designer;
    private final double[] visits;

    private Visits(Environment environment, Cases cases, Profiles profiles) {
        this.environment = environment;
        this.cases = cases;
        this.profiles = profiles;
        int n = environment.agentCount();
        coefficients = new double[n][environment.dimension() + 1][cases.count()];
        payments = new double[n][cases.count()];
        designer = new double[cases.count()];
        visits = new double[environment.mdp().pairCount()];
    }

    /** What one chunk of profiles came to. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Part(Outcome outcome, double[] table) {}

    /** The visits of a mechanism in all cases. */
    static Visits of(Environment environment, Mechanism mechanism, Solvers solvers, Cases cases, Profiles profiles) {
        Visits visits = new Visits(environment, cases, profiles);
        int[] filled = {0};
        solvers.forEach(
                profiles.count(),
                (solver, from, to) -> part(environment, mechanism, solver, profiles, from, to),
                part -> {
                    visits.add(part, filled[0]);
                    filled[0] += part.outcome.count();
                });
        return visits;
    }

    private static Part part(
            Environment environment, Mechanism mechanism, OccupancySolver solver, Profiles profiles, int from, int to) {
        DpMaximizer maximizer = new DpMaximizer(solver, environment.losses());
        Profiles chunk = profiles.slice(from, to);
        Outcome outcome = mechanism.outcome(maximizer, chunk);
        return new Part(outcome, mechanism.occupancies(maximizer, chunk, outcome));
    }

    private void add(Part part, int first) {
        int count = part.outcome.count();
        RewardMap rewards = environment.rewards();
        for (int pair = 0; pair < visits.length; pair++) {
            for (int b = 0; b < count; b++) {
                double mass = part.table[pair * count + b];
                if (mass != 0) {
                    visits[pair] += mass * cases.weights().get(first + b);
                    designer[first + b] += mass * environment.designer().get(pair);
                    for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                        int component = rewards.component(m);
                        int k = component == RewardMap.CONSTANT ? environment.dimension() : component;
                        coefficients[rewards.agent(m)][k][first + b] += mass * rewards.coefficient(m);
                    }
                }
            }
        }
        for (int i = 0; i < payments.length; i++) {
            for (int b = 0; b < count; b++) {
                payments[i][first + b] = part.outcome.payment(i, b);
            }
        }
    }

    /** What agent {@code i} earns where case {@code to} leads, at her type in case {@code truth}. */
    private double reward(int i, int to, int truth) {
        double sum = coefficients[i][environment.dimension()][to];
        for (int k = 0; k < environment.dimension(); k++) {
            sum += coefficients[i][k][to] * profiles.type(i, k, truth);
        }
        return sum;
    }

    CaseOutcomes outcomes() {
        double[][] rewards = new double[payments.length][];
        for (int i = 0; i < rewards.length; i++) {
            int agent = i;
            rewards[i] = IntStream.range(0, cases.count())
                    .mapToDouble(b -> reward(agent, b, b))
                    .toArray();
        }
        return new CaseOutcomes(rewards, payments, designer);
    }

    /** For each stage of a finite horizon, or for all of another, how often each action is expected. */
    List<Map<String, Double>> course() {
        return Course.of(environment.mdp(), visits);
    }

    /** What truth earns less what the best misreport does, over all cases and all other types of each agent that occur in them. */
    Margin incentives(CaseOutcomes outcomes) {
        double worst = Double.POSITIVE_INFINITY;
        for (int i = 0; i < payments.length; i++) {
            double[] truth = outcomes.utility(i);
            for (int[] alike : new OthersAlike(profiles, i).groups()) {
                for (int b : alike) {
                    for (int lie : alike) {
                        double lied = reward(i, lie, b) - payments[i][lie];
                        worst = lie == b ? worst : Math.min(worst, truth[b] - lied);
                    }
                }
            }
        }
        return worst < Double.POSITIVE_INFINITY
                ? new Margin(worst, "exhaustive", true, allowed())
                : new Margin(null, "proof; nobody has another type to report", true, 0);
    }

    /** The least that a truthful agent keeps. */
    Margin participation(CaseOutcomes outcomes, boolean isPromised) {
        double worst = IntStream.range(0, payments.length)
                .mapToDouble(i -> Arrays.stream(outcomes.utility(i)).min().orElseThrow())
                .min()
                .orElseThrow();
        String method = cases.isEnumerated() ? "exhaustive" : Numbers.count(cases.count()) + " sampled profiles";
        return new Margin(worst, method, isPromised, allowed());
    }

    private double allowed() {
        return Promises.in(environment).rounding();
    }
}
