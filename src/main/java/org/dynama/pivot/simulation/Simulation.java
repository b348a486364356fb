package org.dynama.pivot.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.dynama.model.RandomStream;
import org.dynama.model.Transitions;
import org.dynama.model.Workers;
import org.dynama.pivot.mechanism.NearOne;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.dynama.refusal.Refusal;

/**
 * Seasons of a mechanism: types move, agents report by their strategies, a draw decides what is feasible, the mechanism
 * acts on the reports and charges by them.
 *
 * <p>Season {@code k} draws the {@code k}-th generator of the stream: it is the same whatever the number of seasons and
 * threads. Discounted seasons end when what is left weighs less than 1e-6 of everything, those of a total horizon when they go on
 * with a probability of at most 1e-6, whatever is done; where a discount is so near 1 that this takes too long, after
 * {@link NearOne#PERIODS} periods, and are compared with what is expected of as many.
 */
public final class Simulation {
    private static final int CHUNK = 64;
    private static final double NEGLIGIBLE = 1e-6;

    private final PivotMechanism mechanism;
    private final AllocationWorld world;
    private final JointTypes profiles;
    private final List<ReportingStrategy> strategies;
    private final RandomStream stream;
    private final int periods;
    private final double[] terminal;

    /**
     * A simulation.
     *
     * @param strategies one for each agent
     */
    public Simulation(PivotMechanism mechanism, List<ReportingStrategy> strategies, RandomStream stream) {
        this.mechanism = mechanism;
        this.strategies = List.copyOf(strategies);
        this.stream = stream;
        world = mechanism.world();
        profiles = mechanism.profiles();
        terminal = world.terminal().relativePublic();
        if (strategies.size() != profiles.agents()) {
            throw new Refusal(
                    "strategies", strategies.size(), "must be one for each of " + profiles.agents() + " agents", "");
        }
        periods = world.isFinite()
                ? mechanism.periods()
                : NearOne.holds(world.discount()) ? NearOne.PERIODS : world.periods(NEGLIGIBLE);
    }

    /** What is played. */
    PivotMechanism mechanism() {
        return mechanism;
    }

    /** Whether every agent is truthful. */
    boolean isTruthful() {
        return strategies.stream().allMatch(ReportingStrategy.TRUTHFUL::equals);
    }

    /** How many periods a season has. */
    public int periods() {
        return periods;
    }

    /**
     * What seasons earned and paid, discounted.
     *
     * @param rewards shape {@code [n][seasons]}
     * @param payments shape {@code [n][seasons]}
     * @param relativePublic shape {@code [seasons]}; the public's, less what it gets whatever is done
     */
    @SuppressWarnings("ArrayRecordComponent") // Large samples, handed on and compared with nothing.
    public record Sample(double[][] rewards, double[][] payments, double[] relativePublic) {
        static Sample of(int agents, int seasons) {
            return new Sample(new double[agents][seasons], new double[agents][seasons], new double[seasons]);
        }

        /** What agent {@code i} earned less what she paid; shape {@code [seasons]}. */
        public double[] utilities(int i) {
            double[] utilities = rewards[i].clone();
            for (int k = 0; k < utilities.length; k++) {
                utilities[k] -= payments[i][k];
            }
            return utilities;
        }

        /** The sum of all utilities, less what the public gets whatever is done; shape {@code [seasons]}. */
        public double[] relativeWelfare() {
            double[] welfare = relativePublic.clone();
            for (double[] agent : rewards) {
                for (int k = 0; k < welfare.length; k++) {
                    welfare[k] += agent[k];
                }
            }
            return welfare;
        }
    }

    /** Seasons {@code 0..count-1}. */
    public Sample run(int count, int threads, DoubleConsumer progress) {
        Sample sample = Sample.of(profiles.agents(), count);
        try (Workers<Season> workers = new Workers<>(() -> new Season(periods, profiles.agents()), threads)) {
            workers.<Integer>forEach(
                    count,
                    CHUNK,
                    (season, from, to) -> {
                        for (int k = from; k < to; k++) {
                            play(season, k);
                            add(season, k, sample);
                        }
                        return to;
                    },
                    done -> progress.accept(done / (double) count));
        }
        return sample;
    }

    /** One season in full. */
    public Season season(long index) {
        Season season = new Season(periods, profiles.agents());
        play(season, index);
        return season;
    }

    private void add(Season season, int k, Sample sample) {
        double weight = 1;
        for (int t = 0; t <= periods; t++) {
            sample.relativePublic()[k] += weight * relativePublic(season, t);
            for (int i = 0; i < profiles.agents(); i++) {
                sample.rewards()[i][k] += weight * season.reward(t, i);
                sample.payments()[i][k] += t < periods ? weight * season.payment(t, i) : 0;
            }
            weight *= world.discount();
        }
    }

    private double relativePublic(Season season, int t) {
        if (t < periods) {
            return world.stages().get(world.isFinite() ? t : 0).relativePublic(season.state(t), season.action(t));
        }
        return world.isFinite() ? terminal[season.state(t)] : 0;
    }

    /** Uniform numbers in the order in which they are used. */
    private static final class Coins {
        private final long[] bits;
        private int used;

        Coins(long[] bits) {
            this.bits = bits;
        }

        double next() {
            return (bits[used++] >>> 11) * 0x1p-53;
        }
    }

    private void play(Season season, long index) {
        int n = profiles.agents();
        Coins coins = new Coins(stream.bits(index, (periods + 1) * (2 * n + 2)));
        List<PrivateHistory> histories = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            histories.add(new PrivateHistory(season, i, profiles.types(i)));
            double[] prior = world.agents().get(i).prior().toArray();
            season.type(0, i, pick(prior, 0, prior.length, coins.next()));
        }
        double[] initial = world.initial().toArray();
        season.begin(0, pick(initial, 0, initial.length, coins.next()));
        int[] reports = new int[n];
        for (int t = 0; t < periods; t++) {
            for (int i = 0; i < n; i++) {
                histories.get(i).now(t, coins.next());
                reports[i] = report(histories.get(i), i);
                season.report(t, i, reports[i]);
            }
            act(season, t, profiles.profile(reports), coins);
        }
        end(season);
    }

    private int report(PrivateHistory history, int i) {
        int report = strategies.get(i).report(history);
        if (report < 0 || report >= profiles.types(i)) {
            throw new Refusal(
                    "report",
                    report,
                    "of agent " + i + " in period " + history.period() + " must be one of her " + profiles.types(i)
                            + " types",
                    "");
        }
        return report;
    }

    private void act(Season season, int t, int reported, Coins coins) {
        int table = world.isFinite() ? t : 0;
        PivotStage stage = world.stages().get(table);
        int s = season.state(t);
        int z = draw(stage, coins.next());
        int a = mechanism.policy().action(table, s, z, reported);
        season.decide(t, z, a);
        season.earnPublic(t, stage.publicUtility(s, a));
        for (int i = 0; i < profiles.agents(); i++) {
            int type = season.type(t, i);
            season.earn(t, i, stage.utility(i, s, a, type));
            season.pay(t, i, mechanism.transfers().payment(table, i, s, z, reported));
            int size = profiles.types(i);
            season.type(t + 1, i, pick(stage.kernel(i, s, a), type * size, size, coins.next()));
        }
        season.begin(t + 1, successor(stage.next(), stage.next().pair(s, a), coins.next()));
    }

    private void end(Season season) {
        int s = season.state(periods);
        boolean ends = world.isFinite();
        season.earnPublic(periods, ends ? world.terminal().publicUtility().get(s) : 0);
        for (int i = 0; i < profiles.agents(); i++) {
            int row = s * profiles.types(i) + season.type(periods, i);
            season.earn(periods, i, ends ? world.terminal().utilities().get(i).get(row) : 0);
        }
    }

    private static int draw(PivotStage stage, double uniform) {
        double left = uniform;
        for (int z = 0; z + 1 < stage.draws(); z++) {
            left -= stage.probability(z);
            if (left < 0) {
                return z;
            }
        }
        return stage.draws() - 1;
    }

    /** The entry in which a uniform number falls; the last possible one where rounding leaves a gap. */
    private static int pick(double[] probabilities, int from, int size, double uniform) {
        double left = uniform;
        int last = 0;
        for (int k = 0; k < size; k++) {
            if (probabilities[from + k] > 0) {
                last = k;
                left -= probabilities[from + k];
                if (left < 0) {
                    return k;
                }
            }
        }
        return last;
    }

    private static int successor(Transitions transitions, int pair, double uniform) {
        double left = uniform;
        int k = transitions.begin(pair);
        for (; k + 1 < transitions.end(pair); k++) {
            left -= transitions.probability(k);
            if (left < 0) {
                break;
            }
        }
        return transitions.next(k);
    }
}
