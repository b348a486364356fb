package org.dynama.online;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.bandit.BanditAgent;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.bandit.BanditSimulation;
import org.dynama.online.bandit.LearnSettings;
import org.dynama.online.bandit.VcgLearn;
import org.dynama.online.mdp.IhmdpSettings;
import org.dynama.online.mdp.IhmdpVcg;
import org.dynama.online.mdp.MarketPlan;
import org.dynama.online.mdp.Markets;
import org.dynama.online.outcome.AdSlots;
import org.dynama.online.outcome.Outcomes;
import org.dynama.online.outcome.SingleItem;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Noise;
import org.dynama.online.reporting.Reporting;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long do a million rounds of VCG-Learn and ten million of IHMDP-VCG take on one core? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class OnlineBenchmark {
    private static final RandomStream STREAM = new RandomStream(1, "online");
    private static final int AGENTS = 10;

    private final BanditSimulation item = learn(new SingleItem(AGENTS), 1);
    private final BanditSimulation slots = learn(new AdSlots(AGENTS, 4), 1, 0.7, 0.5, 0.3);
    private final IhmdpVcg market = new IhmdpVcg(
            Markets.of(
                    new MarketPlan(
                            MarketPlan.Sale.ANYTHING,
                            MarketPlan.Motion.RANDOM,
                            new MarketPlan.Counts(3, 1, 4),
                            0.1,
                            1,
                            new Noise.Coin()),
                    new RandomStream(1, "markets"),
                    0),
            new IhmdpSettings(0.01, 0.1, IhmdpSettings.Favour.DESIGNER, 1, false),
            Collections.nCopies(3, Reporting.TRUTHFUL));

    private static BanditSimulation learn(Outcomes outcomes, double... rates) {
        int size = rates.length + 1;
        double[] values = new double[AGENTS * size];
        Boolean[] known = new Boolean[size];
        for (int s = 0; s < size; s++) {
            known[s] = s == 0;
            for (int i = 0; i < AGENTS; i++) {
                values[i * size + s] = s == 0 ? 0 : rates[s - 1] * (0.8 - 0.6 * i / (AGENTS - 1));
            }
        }
        return new BanditSimulation(
                new BanditMarket(
                        outcomes,
                        Reals.of(values),
                        new Noise.Gaussian(0.5),
                        List.of(known),
                        Reals.filled(values.length, 0),
                        0),
                new VcgLearn(new LearnSettings(
                        LearnSettings.Data.OPT,
                        new LearnSettings.Pricing(
                                LearnSettings.Bound.LOWER, LearnSettings.Bound.UPPER, LearnSettings.Charged.EVERYONE),
                        0.25,
                        LearnSettings.Designer.KNOWN,
                        LearnSettings.Widths.FROZEN,
                        LearnSettings.Ties.RANDOM)),
                Collections.nCopies(AGENTS, new BanditAgent(false, Reporting.TRUTHFUL)));
    }

    /** A million rounds, one item, ten agents. */
    @Benchmark
    public double oneItem() {
        return item.run(STREAM, 0, RoundGrid.of(1000, 1_000_000, 10)).regrets().last("welfare");
    }

    /** A million rounds, four ad slots, ten agents. */
    @Benchmark
    public double fourSlots() {
        return slots.run(STREAM, 0, RoundGrid.of(1000, 1_000_000, 10)).regrets().last("welfare");
    }

    /** Ten million rounds, four states, four actions, three agents, linear programs included. */
    @Benchmark
    public double movingMarket() {
        return market.run(STREAM, 0, RoundGrid.of(1000, 10_000_000, 10))
                .expected()
                .last("welfare");
    }
}
