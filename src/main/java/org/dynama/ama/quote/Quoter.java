package org.dynama.ama.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.MarginalEconomy;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.mechanism.Settling;
import org.dynama.exact.certificate.Certificate;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** Runs a mechanism on reports. */
final class Quoter {
    private final Environment environment;
    private final AmaParameters parameters;
    private final ReportedTypes reports;
    private final SettledMechanism mechanism;
    private final boolean isExact;

    /** @param isExact whether the environment is the reports' own, and not a menu's by estimates */
    Quoter(Environment environment, AmaParameters parameters, ReportedTypes reports, boolean isExact) {
        this.isExact = isExact;
        this.environment = environment.without(reports.absent());
        this.parameters = parameters;
        this.reports = reports;
        mechanism = new SettledMechanism(this.environment, parameters, reports.absent());
    }

    /**
     * The outcomes of a chunk of rows, the first of which is row {@code from}, with where the policies go, and in the long run the
     * way there.
     */
    record Chunk(Profiles rows, int from, Outcome outcome, Reals visits, Reals passages) {}

    /** Hands over all rows, chunk by chunk and in order. */
    void forEach(int threads, Consumer<Chunk> consumer) {
        try (Solvers solvers = kernel(threads)) {
            solvers.forEach(
                    reports.profiles().count(),
                    (solver, from, to) -> chunk(maximizer(solver), from, to, false),
                    consumer);
        }
    }

    private Solvers kernel(int threads) {
        return Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), threads);
    }

    private DpMaximizer maximizer(OccupancySolver solver) {
        return new DpMaximizer(solver, environment.losses());
    }

    private Chunk chunk(DpMaximizer maximizer, int from, int to, boolean exact) {
        Profiles rows = reports.profiles().slice(from, to);
        Outcome outcome = exact ? mechanism.exactOutcome(maximizer, rows) : mechanism.outcome(maximizer, rows);
        return new Chunk(
                rows,
                from,
                outcome,
                Reals.of(mechanism.occupancies(maximizer, rows, outcome)),
                Reals.of(mechanism.passages(maximizer, rows, outcome)));
    }

    /**
     * The first row with its reasons.
     *
     * @param marginal by agent
     * @param settling how it was settled
     * @param ties by agent whose payment depends on how they are decided, the least and the most that she could pay
     * @param proof of the prices in exact arithmetic; null where agents are absent whose actions are then impossible,
     *     because a certificate speaks of everyone, where the world is too large, and of estimates
     */
    record Quote(
            QuoteRecord.Answer answer,
            List<QuoteRecord.Step> policy,
            Map<String, QuoteRecord.Marginal> marginal,
            Settling settling,
            Map<String, List<Double>> ties,
            @Nullable Certificate proof) {}

    /** The answer to the first row, with its policy and every payment state by state. */
    Quote first() {
        List<Quote> first = new ArrayList<>();
        try (Solvers solvers = kernel(1)) {
            solvers.forEach(1, (solver, from, to) -> quote(maximizer(solver)), first::add);
        }
        return first.get(0);
    }

    private Quote quote(DpMaximizer maximizer) {
        Chunk chunk = chunk(maximizer, 0, 1, true);
        boolean provable = isExact
                && SettledMechanism.isSmall(environment)
                && (reports.absent().isEmpty() || environment.absence().taken() instanceof Absence.ZeroReward);
        Certificate proof = provable ? certification().certify(chunk.rows(), 0, maximizer) : null;
        Map<Integer, List<Double>> tied = SettledMechanism.isSmall(environment)
                ? mechanism.certification().tied(chunk.rows(), 0, chunk.outcome())
                : Map.of();
        Map<String, List<Double>> ties = new LinkedHashMap<>();
        tied.forEach((i, range) -> ties.put(environment.agents().get(i).name(), range));
        return new Quote(
                answer(chunk, 0),
                policy(chunk),
                present(i -> marginal(maximizer, chunk, i)),
                Settling.none(environment.agentCount()).with(chunk.outcome()),
                ties,
                proof);
    }

    /** That of the mechanism, which knows what was found; where agents are absent who still earn nothing, one of everybody. */
    private Certification certification() {
        return reports.absent().isEmpty() ? mechanism.certification() : new Certification(environment, parameters);
    }

    /** Something of each agent who takes part, by name. */
    private <T> Map<String, T> present(IntFunction<T> of) {
        Map<String, T> byName = new LinkedHashMap<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            if (!reports.absent().get(i)) {
                byName.put(environment.agents().get(i).name(), of.apply(i));
            }
        }
        return byName;
    }

    /** The numbers of row {@code b} of a chunk. */
    QuoteRecord.Answer answer(Chunk chunk, int b) {
        Outcome outcome = chunk.outcome();
        List<String> absent = reports.absent().stream()
                .mapToObj(i -> environment.agents().get(i).name())
                .toList();
        double designer = 0;
        for (int pair = 0; pair < environment.mdp().pairCount(); pair++) {
            designer += environment.designer().get(pair)
                    * chunk.visits().get(pair * chunk.rows().count() + b);
        }
        return new QuoteRecord.Answer(
                environment.name(),
                environment.absence() instanceof Absence.WorstType ? QuoteRecord.WORST_TYPE : null,
                absent,
                reports.outsideSupport(environment, chunk.from() + b),
                outcome.welfare(b),
                outcome.affineWelfare(b),
                designer,
                outcome.revenue(b),
                present(i -> outcome.payment(i, b)),
                Settling.unsettled(environment, outcome, b),
                present(i -> outcome.utility(i, b)),
                present(i -> outcome.reward(i, b)));
    }

    /** What is done; in the long run also on the way to where a run settles, no share of its periods. */
    private List<QuoteRecord.Step> policy(Chunk chunk) {
        Mdp mdp = environment.mdp();
        Reals visits = chunk.visits();
        Reals passages = chunk.passages();
        List<QuoteRecord.Step> policy = new ArrayList<>();
        for (int s = 0; s < mdp.stateCount(); s++) {
            double all = 0;
            for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
                all += visits.get(pair);
            }
            for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
                double there = visits.get(pair);
                if (passages.size() > 0 && passages.get(pair) > 0) {
                    String action = mdp.actions().get(mdp.actionOf(pair));
                    policy.add(new QuoteRecord.Step(mdp.states().get(s), action, 1, 0, passages.get(pair)));
                }
                if (there > 0) {
                    String action = mdp.actions().get(mdp.actionOf(pair));
                    policy.add(new QuoteRecord.Step(mdp.states().get(s), action, there / all, there));
                }
            }
        }
        return policy;
    }

    /** The economy without agent {@code i}; states in which the others have nothing either way are left out. */
    private QuoteRecord.Marginal marginal(DpMaximizer maximizer, Chunk chunk, int i) {
        MarginalEconomy economy = mechanism.mechanism().marginal(i);
        AffineWelfare others = economy.welfare();
        double weight = parameters.weights().get(i);
        Profiles at = economy.at(maximizer, chunk.rows());
        Reals alone = Reals.of(economy.occupancies(maximizer, chunk.rows()));
        List<QuoteRecord.Loss> losses = new ArrayList<>();
        for (int s = 0; s < environment.mdp().stateCount(); s++) {
            double without = earned(others, alone, s, at);
            double with = earned(mechanism.mechanism().grand().without(i), chunk.visits(), s, chunk.rows());
            if (without != 0 || with != 0) {
                String state = environment.mdp().states().get(s);
                losses.add(new QuoteRecord.Loss(state, without, with, (without - with) / weight));
            }
        }
        return new QuoteRecord.Marginal(chunk.outcome().affineWelfareWithout(i, 0), weight, losses);
    }

    private double earned(AffineWelfare welfare, Reals visits, int s, Profiles row) {
        double sum = 0;
        for (int pair = environment.mdp().firstPair(s); pair < environment.mdp().endPair(s); pair++) {
            sum += visits.get(pair) == 0
                    ? 0
                    : visits.get(pair) * welfare.coefficient(environment.rewards(), pair, row, 0);
        }
        return sum;
    }
}
