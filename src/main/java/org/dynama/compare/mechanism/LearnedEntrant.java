package org.dynama.compare.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.compare.market.Ground;
import org.dynama.compare.market.MeanAmount;
import org.dynama.learned.LearnStudy;
import org.dynama.learned.exploit.Exploitability.AgentUtilities;
import org.dynama.learned.study.LearnRecord;
import org.dynama.page.Numbers;

/** A learned mechanism, trained briefly; truth in it is nearly best, and how nearly is measured. */
public record LearnedEntrant() implements Entrant {
    /** So that a comparison takes no longer than a minute more. */
    private static final int STEPS = 300;

    @Override
    public String name() {
        return "learned";
    }

    @Override
    public String title() {
        return "learned";
    }

    @Override
    public String promise() {
        return "truth is nearly best: nothing is proven, lies were looked for";
    }

    @Override
    public String misfit(Ground ground) {
        return ground.learnedMisfit();
    }

    @Override
    public Showing show(Ground ground, Workshop workshop) {
        LearnRecord record = workshop.run(
                new LearnStudy(),
                name(),
                "training: {steps: " + STEPS + "}, evaluation: {oracle: false, seed: "
                        + workshop.seeds().measuring() + "}");
        LearnRecord.Mechanism mechanism = record.mechanism();
        MeanAmount profit = new MeanAmount(mechanism.profit(), mechanism.profitError());
        List<AgentShare> agents = new ArrayList<>();
        double kept = 0;
        for (AgentUtilities agent : record.agents()) {
            double utility = IntStream.range(0, agent.truth().size())
                    .mapToDouble(
                            q -> agent.distribution().get(q) * agent.truth().get(q))
                    .sum();
            kept += utility;
            String name = ground.market().agents().get(agents.size()).name();
            agents.add(new AgentShare(name, null, null, new MeanAmount(utility, mechanism.profitError())));
        }
        MeanAmount surplus = new MeanAmount(mechanism.welfare(), mechanism.profitError());
        String made = record.setting().training() + "; if agents best-respond or stay away, each alone, "
                + Numbers.plain(mechanism.profitLeft()) + " of the profit is left; they keep "
                + Numbers.plain(kept) + " in all";
        return new Showing(
                null,
                Worth.ofProfit(profit, surplus, ground.hasDesigner()),
                agents,
                margin(-mechanism.exploitability(), mechanism.responses().words() + ", expected, all agents"),
                margin(-mechanism.participationLoss(), "expected losses of types that lose, all agents"),
                List.of(),
                made);
    }

    private static Margin margin(double margin, String method) {
        return new Margin(margin, method, false, 0);
    }
}
