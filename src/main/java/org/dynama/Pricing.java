package org.dynama;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.refusal.Failure;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/** A mechanism's outcomes: its solvers are kept, and a quote takes an idle one on the calling thread. */
final class Pricing implements AutoCloseable {
    private final Environment environment;
    private final SettledMechanism mechanism;
    private final Solvers solvers;
    private final BitSet absent;
    /** That of which this prices some agents' absence; itself where all take part. */
    private final Pricing whole;

    private volatile boolean isClosed;

    /** @param solvers of the environment, which this closes */
    Pricing(Environment environment, AmaParameters parameters, Solvers solvers) {
        this.environment = environment;
        this.solvers = solvers;
        absent = new BitSet();
        whole = this;
        mechanism = new SettledMechanism(environment, parameters);
    }

    private Pricing(Pricing whole, AmaParameters parameters, BitSet absent) {
        environment = whole.environment.without(absent);
        solvers = whole.solvers;
        this.absent = absent;
        this.whole = whole;
        mechanism = new SettledMechanism(environment, parameters, absent);
    }

    /** The same without some agents, by the same solvers, for as long as this is open. */
    Pricing without(AmaParameters parameters, BitSet agents) {
        requireOpen();
        return agents.isEmpty() ? this : new Pricing(this, parameters, agents);
    }

    boolean isAbsent(int agent) {
        return absent.get(agent);
    }

    Environment environment() {
        return environment;
    }

    Quote quote(Profiles row) {
        requireOpen();
        return new Quote(this, row, solvers.here(solver -> mechanism.outcome(maximizer(solver), row)), 0);
    }

    List<Quote> quotes(Profiles rows) {
        requireOpen();
        List<Quote> quotes = new ArrayList<>(rows.count());
        try {
            solvers.forEach(
                    rows.count(),
                    (solver, from, to) -> mechanism.outcome(maximizer(solver), rows.slice(from, to)),
                    (Outcome outcome) -> {
                        int from = quotes.size();
                        for (int b = 0; b < outcome.count(); b++) {
                            quotes.add(new Quote(this, rows.slice(from + b, from + b + 1), outcome, b));
                        }
                    });
        } catch (RejectedExecutionException | CancellationException closing) {
            // Another thread closed it meanwhile.
            requireOpen();
            throw closing;
        }
        return quotes;
    }

    /** Shape {@code [P]}. */
    Reals visits(Profiles row) {
        requireOpen();
        return solvers.here(solver -> {
            DpMaximizer maximizer = maximizer(solver);
            return Reals.of(mechanism.occupancies(maximizer, row, mechanism.outcome(maximizer, row)));
        });
    }

    /** What is done in each state in which a run may begin, by name. */
    Map<String, String> first(Profiles row) {
        requireOpen();
        Reals passages = solvers.here(solver -> {
            DpMaximizer maximizer = maximizer(solver);
            return Reals.of(mechanism.passages(maximizer, row, mechanism.outcome(maximizer, row)));
        });
        Reals visits = visits(row);
        Mdp mdp = environment.mdp();
        Map<String, String> first = new LinkedHashMap<>();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            int s = mdp.stateOf(pair);
            // In the long run a state that is left for good has no visits, and the way from it has.
            boolean isTaken = visits.get(pair) > 0 || (passages.size() > 0 && passages.get(pair) > 0);
            if (isTaken && mdp.initial().get(s) > 0) {
                first.putIfAbsent(mdp.states().get(s), mdp.actions().get(mdp.actionOf(pair)));
            }
        }
        return first;
    }

    private DpMaximizer maximizer(OccupancySolver solver) {
        return new DpMaximizer(solver, environment.losses());
    }

    void requireOpen() {
        if (whole.isClosed) {
            throw new Failure("this mechanism is closed", "Maybe load it again, or close it later.");
        }
    }

    @Override
    public void close() {
        isClosed = true;
        solvers.close();
    }
}
