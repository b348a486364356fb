package org.dynama.ama.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Outcome;
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
public final class Quoter {
    private final Environment environment;
    private final AmaParameters parameters;
    private final Reports reports;
    private final AffineMaximizer mechanism;

    public Quoter(Environment environment, AmaParameters parameters, Reports reports) {
        this.environment = environment.without(reports.absent());
        this.parameters = parameters;
        this.reports = reports;
        mechanism = new AffineMaximizer(this.environment, parameters, reports.absent());
    }

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
        return chunk(maximizer, rows, from);
    }

    private Chunk chunk(DpMaximizer maximizer, Profiles rows, int from) {
        double[] visits = mechanism.occupancies(maximizer, rows);
        return new Chunk(rows, from, mechanism.outcome(maximizer, rows), Reals.of(visits));
    }

    /** The quote of the first row, with its policy and every payment state by state. */
    public Quote quote() {
        List<Quote> quotes = new ArrayList<>();
        Profiles row = reports.profiles().slice(0, 1);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            solvers.forEach(
                    1, (solver, from, to) -> quote(new DpMaximizer(solver, environment.losses()), row), quotes::add);
        }
        return quotes.get(0);
    }

    private Quote quote(DpMaximizer maximizer, Profiles row) {
        Chunk chunk = chunk(maximizer, row, 0);
        Quote plain = plain(chunk, 0);
        Map<String, Quote.Marginal> marginal = new LinkedHashMap<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            if (!reports.absent().get(i)) {
                double weight = parameters.weights().get(i);
                double[] without = maximizer.occupancies(mechanism.marginal(i), row);
                marginal.put(
                        environment.agents().get(i).name(),
                        new Quote.Marginal(
                                maximizer.values(mechanism.marginal(i), row)[0],
                                weight,
                                losses(row, i, Reals.of(without), chunk.visits())));
            }
        }
        return new Quote(
                plain.environment(),
                plain.absent(),
                plain.outsideSupport(),
                plain.welfare(),
                plain.affineWelfare(),
                plain.designer(),
                plain.revenue(),
                plain.payments(),
                plain.utilities(),
                plain.values(),
                policy(chunk.visits()),
                marginal,
                null);
    }

    /**
     * The proof of the first row's prices in exact arithmetic; null where agents are absent whose actions are then
     * impossible, because a certificate speaks of everyone.
     */
    public @Nullable Certificate certificate() {
        if (!reports.absent().isEmpty() && !(environment.absence() instanceof Absence.ZeroReward)) {
            return null;
        }
        List<Certificate> certificates = new ArrayList<>();
        Profiles row = reports.profiles().slice(0, 1);
        Certification certification = new Certification(environment, parameters);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            solvers.forEach(
                    1,
                    (solver, from, to) -> certification.certify(row, 0, new DpMaximizer(solver, environment.losses())),
                    certificates::add);
        }
        return certificates.get(0);
    }

    /** The numbers of one row of a chunk, without policy and marginal economies. */
    Quote plain(Chunk chunk, int b) {
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
        return new Quote(
                environment.name(),
                absent,
                reports.outsideSupport(environment, chunk.from() + b),
                outcome.welfare(b),
                outcome.affineWelfare(b),
                designer,
                outcome.revenue(b),
                payments,
                utilities,
                values,
                List.of(),
                Map.of(),
                null);
    }

    private List<Quote.Step> policy(Reals visits) {
        Mdp mdp = environment.mdp();
        List<Quote.Step> policy = new ArrayList<>();
        for (int s = 0; s < mdp.stateCount(); s++) {
            double all = 0;
            for (int a = 0; a < mdp.actionCount(); a++) {
                all += visits.get(s * mdp.actionCount() + a);
            }
            for (int a = 0; a < mdp.actionCount(); a++) {
                double there = visits.get(s * mdp.actionCount() + a);
                if (there > 0) {
                    policy.add(new Quote.Step(mdp.states().get(s), mdp.actions().get(a), there / all, there));
                }
            }
        }
        return policy;
    }

    /** The affine welfare of all but agent {@code i} by state, without her and with her; states without any are left out. */
    private List<Quote.Loss> losses(Profiles row, int i, Reals without, Reals with) {
        Mdp mdp = environment.mdp();
        AffineWelfare others = mechanism.grand().without(i);
        List<Quote.Loss> losses = new ArrayList<>();
        for (int s = 0; s < mdp.stateCount(); s++) {
            double less = 0;
            double more = 0;
            for (int pair = s * mdp.actionCount(); pair < (s + 1) * mdp.actionCount(); pair++) {
                less += without.get(pair) == 0 ? 0 : without.get(pair) * coefficient(mechanism.marginal(i), pair, row);
                more += with.get(pair) == 0 ? 0 : with.get(pair) * coefficient(others, pair, row);
            }
            if (less != 0 || more != 0) {
                losses.add(new Quote.Loss(
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
