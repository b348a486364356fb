package org.dynama.ama.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
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

    Quoter(Environment environment, AmaParameters parameters, ReportedTypes reports) {
        this.environment = environment.without(reports.absent());
        this.parameters = parameters;
        this.reports = reports;
        mechanism = new SettledMechanism(this.environment, parameters, reports.absent());
    }

    /**
     * The answer to one row.
     *
     * @param policy empty where only the numbers are wanted, as is {@code marginal}
     */
    record Row(
            QuoteRecord.Reported reported,
            QuoteRecord.Sums sums,
            QuoteRecord.Accounts accounts,
            List<QuoteRecord.Step> policy,
            Map<String, QuoteRecord.Marginal> marginal) {}

    /** The quotes of a chunk of rows, the first of which is row {@code from}, with where the policies go. */
    record Chunk(Profiles rows, int from, Outcome outcome, Reals visits) {}

    /** Hands over all rows, chunk by chunk and in order. */
    void forEach(int threads, Consumer<Chunk> consumer) {
        try (Solvers solvers =
                Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), threads)) {
            solvers.forEach(reports.profiles().count(), this::chunk, consumer);
        }
    }

    private Chunk chunk(OccupancySolver solver, int from, int to) {
        Profiles rows = reports.profiles().slice(from, to);
        DpMaximizer maximizer = new DpMaximizer(solver, environment.losses());
        return chunk(maximizer, rows, from, mechanism.outcome(maximizer, rows));
    }

    private Chunk chunk(DpMaximizer maximizer, Profiles rows, int from, Outcome outcome) {
        double[] visits = mechanism.occupancies(maximizer, rows, outcome);
        return new Chunk(rows, from, outcome, Reals.of(visits));
    }

    /** The answer to the first row, with its policy and every payment state by state. */
    Row quote() {
        return first((maximizer, row) -> {
            Chunk chunk = chunk(maximizer, row, 0, mechanism.exactOutcome(maximizer, row));
            Row plain = row(chunk, 0);
            Map<String, QuoteRecord.Marginal> marginal = new LinkedHashMap<>();
            for (int i = 0; i < environment.agentCount(); i++) {
                if (!reports.absent().get(i)) {
                    double[] without = maximizer.occupancies(mechanism.mechanism().marginal(i), row);
                    marginal.put(
                            environment.agents().get(i).name(),
                            new QuoteRecord.Marginal(
                                    chunk.outcome().affineWelfareWithout(i, 0),
                                    parameters.weights().get(i),
                                    losses(row, i, Reals.of(without), chunk.visits())));
                }
            }
            return new Row(plain.reported(), plain.sums(), plain.accounts(), policy(chunk.visits()), marginal);
        });
    }

    /** What something makes of the first row. */
    private <T> T first(BiFunction<DpMaximizer, Profiles, T> making) {
        List<T> made = new ArrayList<>();
        Profiles row = reports.profiles().slice(0, 1);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            solvers.forEach(
                    1,
                    (solver, from, to) -> making.apply(new DpMaximizer(solver, environment.losses()), row),
                    made::add);
        }
        return made.get(0);
    }

    /**
     * The proof of the first row's prices in exact arithmetic; null where agents are absent whose actions are then
     * impossible, because a certificate speaks of everyone, and where the world is too large.
     */
    @Nullable
    Certificate certificate() {
        boolean everyone = reports.absent().isEmpty() || environment.absence() instanceof Absence.ZeroReward;
        if (!everyone || !SettledMechanism.isSmall(environment.mdp())) {
            return null;
        }
        Certification certification = new Certification(environment, parameters);
        return first((maximizer, row) -> certification.certify(row, 0, maximizer));
    }

    /** The numbers of one row of a chunk, without policy and marginal economies. */
    Row row(Chunk chunk, int b) {
        Outcome outcome = chunk.outcome();
        Map<String, Double> payments = new LinkedHashMap<>();
        Map<String, Double> utilities = new LinkedHashMap<>();
        Map<String, Double> values = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            String name = environment.agents().get(i).name();
            if (reports.absent().get(i)) {
                absent.add(name);
            } else {
                payments.put(name, outcome.payment(i, b));
                utilities.put(name, outcome.utility(i, b));
                values.put(name, outcome.reward(i, b));
            }
        }
        double designer = 0;
        for (int pair = 0; pair < environment.mdp().pairCount(); pair++) {
            designer += environment.designer().get(pair)
                    * chunk.visits().get(pair * chunk.rows().count() + b);
        }
        return new Row(
                new QuoteRecord.Reported(
                        environment.name(), absent, reports.outsideSupport(environment, chunk.from() + b)),
                new QuoteRecord.Sums(outcome.welfare(b), outcome.affineWelfare(b), designer, outcome.revenue(b)),
                new QuoteRecord.Accounts(payments, utilities, values),
                List.of(),
                Map.of());
    }

    private List<QuoteRecord.Step> policy(Reals visits) {
        Mdp mdp = environment.mdp();
        List<QuoteRecord.Step> policy = new ArrayList<>();
        for (int s = 0; s < mdp.stateCount(); s++) {
            double all = 0;
            for (int a = 0; a < mdp.actionCount(); a++) {
                all += visits.get(s * mdp.actionCount() + a);
            }
            for (int a = 0; a < mdp.actionCount(); a++) {
                double there = visits.get(s * mdp.actionCount() + a);
                if (there > 0) {
                    policy.add(new QuoteRecord.Step(
                            mdp.states().get(s), mdp.actions().get(a), there / all, there));
                }
            }
        }
        return policy;
    }

    /** The affine welfare of all but agent {@code i} by state, without her and with her; states without any are left out. */
    private List<QuoteRecord.Loss> losses(Profiles row, int i, Reals without, Reals with) {
        Mdp mdp = environment.mdp();
        AffineWelfare others = mechanism.mechanism().grand().without(i);
        List<QuoteRecord.Loss> losses = new ArrayList<>();
        for (int s = 0; s < mdp.stateCount(); s++) {
            double less = 0;
            double more = 0;
            for (int pair = s * mdp.actionCount(); pair < (s + 1) * mdp.actionCount(); pair++) {
                less += without.get(pair) == 0 ? 0 : without.get(pair) * coefficient(mechanism.mechanism().marginal(i), pair, row);
                more += with.get(pair) == 0 ? 0 : with.get(pair) * coefficient(others, pair, row);
            }
            if (less != 0 || more != 0) {
                losses.add(new QuoteRecord.Loss(
                        mdp.states().get(s),
                        less,
                        more,
                        (less - more) / parameters.weights().get(i)));
            }
        }
        return losses;
    }

    private double coefficient(AffineWelfare welfare, int pair, Profiles row) {
        return welfare.coefficient(environment.rewards(), pair, row, 0);
    }
}
