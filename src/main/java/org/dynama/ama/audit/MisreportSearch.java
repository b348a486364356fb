package org.dynama.ama.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.Mechanism;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.Settling;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;

/**
 * Tries hard to win by lying: in every given profile every agent reports types at random, the extremes of her support, all
 * of her types where they are few, and then climbs from the best lie found.
 *
 * <p>Cost: {@code (n + 2) n B} solutions for each round of misreports.
 */
public final class MisreportSearch {
    private final Environment environment;
    private final Mechanism mechanism;
    private final Solvers solvers;
    private final Profiles truth;
    private final double[][] honest;
    private final double[][] gains;
    private final double[] bestLies;
    private long misreports;
    private Settling settling;

    private MisreportSearch(Environment environment, Mechanism mechanism, Solvers solvers, Profiles truth) {
        this.environment = environment;
        this.mechanism = mechanism;
        this.solvers = solvers;
        this.truth = truth;
        honest = new double[environment.agentCount()][truth.count()];
        gains = new double[environment.agentCount()][truth.count()];
        bestLies = truth.toArray();
        settling = Settling.none(environment.agentCount());
    }

    /**
     * What was found.
     *
     * @param misreports how many were tried
     * @param lie the most profitable one
     * @param loser the truthful agent with the smallest utility
     * @param settling how far utilities, at the truth or a lie, may be off
     */
    public record Finding(long misreports, Lie lie, Loser loser, Settling settling) {}

    /**
     * A misreport.
     *
     * @param gain what it wins over the truth; minus infinity where none was tried
     * @param agent index of who wins it
     * @param profile index of where she does
     * @param report what she says there
     */
    public record Lie(double gain, int agent, int profile, Reals report) {}

    /**
     * What the truth is worth to an agent.
     *
     * @param utility may be negative
     * @param agent index of whose it is
     * @param profile index of where
     */
    public record Loser(double utility, int agent, int profile) {}

    /**
     * Audits a mechanism.
     *
     * @param truth true types
     * @param random rounds of random misreports, and as many twice over of ascent
     * @param progress told the share of the rounds that are done
     */
    public static Finding of(
            Environment environment,
            Mechanism mechanism,
            Solvers solvers,
            Profiles truth,
            RandomStream stream,
            int random,
            DoubleConsumer progress) {
        MisreportSearch search = new MisreportSearch(environment, mechanism, solvers, truth);
        search.recordTruth();
        Misreports lies = new Misreports(environment, truth, stream);
        int fixed = lies.fixedRounds();
        int rounds = fixed + random + 2 * random;
        for (int round = 0; round < rounds; round++) {
            int climbed = round - fixed - random;
            search.attempt(
                    round < fixed
                            ? lies.fixed(round)
                            : climbed < 0
                                    ? lies.drawn(round - fixed)
                                    : lies.near(search.bestLies, climbed, 2 * random));
            progress.accept((round + 1.0) / rounds);
        }
        return search.finding();
    }

    private void recordTruth() {
        List<Outcome> outcomes = new ArrayList<>();
        solvers.forEach(
                truth.count(),
                (solver, from, to) -> mechanism.outcome(maximizer(solver), truth.slice(from, to)),
                outcomes::add);
        int filled = 0;
        for (Outcome outcome : outcomes) {
            settling = settling.with(outcome);
            for (int b = 0; b < outcome.count(); b++, filled++) {
                for (int i = 0; i < honest.length; i++) {
                    honest[i][filled] = outcome.utility(i, b);
                    gains[i][filled] = Double.NEGATIVE_INFINITY;
                }
            }
        }
    }

    private DpMaximizer maximizer(OccupancySolver solver) {
        return new DpMaximizer(solver, environment.losses(), DpMaximizer.Bounds.ERRORS);
    }

    /**
     * A chunk of lies.
     *
     * @param gains shape {@code [n][chunk]}; what every agent wins by her lie, alone
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and compared with nothing.
    private record Won(double[][] gains, Settling settling) {}

    private Won won(OccupancySolver solver, Profiles lies, int from, int to) {
        Profiles truths = truth.slice(from, to);
        Profiles wrong = lies.slice(from, to);
        double[][] won = new double[honest.length][to - from];
        Settling settled = Settling.none(won.length);
        for (int i = 0; i < won.length; i++) {
            Profiles reports = truths.withReports(i, wrong);
            Outcome outcome = mechanism.outcome(maximizer(solver), reports);
            settled = settled.with(outcome);
            double[] visits = mechanism.occupancies(maximizer(solver), reports, outcome);
            for (int b = 0; b < to - from; b++) {
                won[i][b] = IncentiveAudit.earned(environment, i, visits, truths, b)
                        - outcome.payment(i, b)
                        - honest[i][from + b];
            }
        }
        return new Won(won, settled);
    }

    private void attempt(Profiles lies) {
        double[] values = lies.toArray();
        int each = truth.dimension();
        int[] filled = {0};
        solvers.forEach(truth.count(), (solver, from, to) -> won(solver, lies, from, to), chunk -> {
            settling = settling.and(chunk.settling);
            double[][] won = chunk.gains;
            for (int b = 0; b < won[0].length; b++, filled[0]++) {
                for (int i = 0; i < won.length; i++) {
                    misreports++;
                    if (won[i][b] > gains[i][filled[0]]) {
                        gains[i][filled[0]] = won[i][b];
                        for (int row = i * each; row < (i + 1) * each; row++) {
                            int at = row * truth.count() + filled[0];
                            bestLies[at] = values[at];
                        }
                    }
                }
            }
        });
    }

    private Finding finding() {
        int liar = 0;
        int liarProfile = 0;
        int loser = 0;
        int loserProfile = 0;
        Reals stakes = Stakes.of(environment);
        WorstAmount gain = WorstAmount.NONE;
        WorstAmount loss = WorstAmount.NONE;
        for (int i = 0; i < honest.length; i++) {
            for (int b = 0; b < truth.count(); b++) {
                WorstAmount gained = gain.or(gains[i][b], i, stakes);
                if (!gained.equals(gain)) {
                    gain = gained;
                    liar = i;
                    liarProfile = b;
                }
                WorstAmount lost = loss.or(0 - honest[i][b], i, stakes);
                if (!lost.equals(loss)) {
                    loss = lost;
                    loser = i;
                    loserProfile = b;
                }
            }
        }
        double[] lie = new double[environment.agents().get(liar).types().dimension()];
        for (int k = 0; k < lie.length; k++) {
            lie[k] = bestLies[(liar * truth.dimension() + k) * truth.count() + liarProfile];
        }
        return new Finding(
                misreports,
                new Lie(gains[liar][liarProfile], liar, liarProfile, Reals.of(lie)),
                new Loser(honest[loser][loserProfile], loser, loserProfile),
                settling);
    }
}
