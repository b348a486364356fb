package org.dynama.pivot.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.StateWorths;
import org.dynama.pivot.quote.SeasonRecord.Reason;
import org.dynama.pivot.quote.SeasonRecord.Share;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/** A season that was played, in names and numbers, with the reason of everything. */
final class SeasonWords {
    private final PivotMechanism mechanism;
    private final AllocationWorld world;
    private final JointTypes profiles;
    private final List<SeasonPlay.Turn> turns;

    SeasonWords(PivotMechanism mechanism, List<SeasonPlay.Turn> turns) {
        this.mechanism = mechanism;
        this.turns = turns;
        world = mechanism.world();
        profiles = mechanism.profiles();
    }

    private int table(int t) {
        return world.isFinite() ? t : 0;
    }

    private double weight(int t) {
        return Math.pow(world.discount(), t);
    }

    /** All periods. */
    List<SeasonRecord.Period> periods(List<SeasonReports.Period> given) {
        double[] totals = new double[profiles.agents()];
        List<SeasonRecord.Period> periods = new ArrayList<>();
        for (int t = 0; t < turns.size(); t++) {
            SeasonPlay.Turn turn = turns.get(t);
            StateWorths worths = new StateWorths(mechanism, table(t), turn.state());
            Map<String, Share> agents = new LinkedHashMap<>();
            for (int i = 0; i < totals.length; i++) {
                totals[i] += weight(t) * payment(t, i);
                agents.put(world.agents().get(i).name(), share(t, i, worths, totals[i]));
            }
            periods.add(new SeasonRecord.Period(
                    t + 1,
                    world.states().get(turn.state()),
                    given.get(t).state() < 0,
                    world.draws().get(turn.draw()),
                    given.get(t).draw() < 0,
                    world.actions().get(turn.action()),
                    worths.of(-1, turn.action(), turn.draw(), turn.profile()),
                    agents));
        }
        return periods;
    }

    /** What agent {@code i} pays in a period. */
    double payment(int t, int i) {
        SeasonPlay.Turn turn = turns.get(t);
        return mechanism.transfers().payment(table(t), i, turn.state(), turn.draw(), turn.profile());
    }

    private double reward(int t, int i) {
        SeasonPlay.Turn turn = turns.get(t);
        int type = profiles.type(i, turn.profile());
        return world.stages().get(table(t)).utility(i, turn.state(), turn.action(), type);
    }

    private Share share(int t, int i, StateWorths worths, double total) {
        SeasonPlay.Turn turn = turns.get(t);
        int b = turn.profile();
        List<Reason> reasons = new ArrayList<>();
        PivotStage stage = world.stages().get(table(t));
        for (int z = 0; z < stage.draws(); z++) {
            int without = without(t, i, z);
            int with = mechanism.policy().action(table(t), turn.state(), z, b);
            reasons.add(new Reason(
                    world.draws().get(z),
                    stage.probability(z),
                    world.actions().get(without),
                    world.actions().get(with),
                    worths.of(i, without, z, b),
                    worths.of(i, with, z, b)));
        }
        return new Share(
                world.agents().get(i).types().get(profiles.type(i, b)),
                isPossible(t, i),
                reward(t, i),
                payment(t, i),
                total,
                world.actions().get(without(t, i, turn.draw())),
                mechanism.affine().weights().get(i),
                reasons);
    }

    private int without(int t, int i, int z) {
        SeasonPlay.Turn turn = turns.get(t);
        return mechanism.without().get(i).action(table(t), turn.state(), z, profiles.others(i, turn.profile()));
    }

    private boolean isPossible(int t, int i) {
        int type = profiles.type(i, turns.get(t).profile());
        if (t == 0) {
            return world.agents().get(i).prior().get(type) > 0;
        }
        SeasonPlay.Turn last = turns.get(t - 1);
        double[] kernel = world.stages().get(table(t - 1)).kernel(i, last.state(), last.action());
        return kernel[profiles.type(i, last.profile()) * profiles.types(i) + type] > 0;
    }

    /** What the season so far comes to, by agent. */
    Map<String, SeasonRecord.Account> accounts() {
        Map<String, SeasonRecord.Account> accounts = new LinkedHashMap<>();
        for (int i = 0; i < profiles.agents(); i++) {
            double rewards = 0;
            double payments = 0;
            for (int t = 0; t < turns.size(); t++) {
                rewards += weight(t) * reward(t, i);
                payments += weight(t) * payment(t, i);
            }
            accounts.put(world.agents().get(i).name(), new SeasonRecord.Account(rewards, payments, rewards - payments));
        }
        return accounts;
    }
}
