package org.dynama.baseline;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * What happens in one profile where agents of one number each are asked whether they accept a price for every unit, and the
 * designer then chooses the policy that earns her the most without those who do not. What an agent enjoys never changes its sign:
 * she gains by every unit or loses by every unit, so that truth is dominant, whatever the policy.
 */
final class AcceptedPrices implements PostedRule {
    /** Of the money in a run: values that differ by less are alike. */
    private static final double ALIKE = 1e-11;

    private final PostedAmounts amounts;
    private final PolicyChoice choice;
    private final double visits;
    /** By agent, the pairs at which her number counts. */
    private final List<BitSet> concerned;

    private final int[] component;
    private final int[] sign;
    private final double[][] ends;

    /** @param environment that {@link #fits} */
    AcceptedPrices(Environment environment) {
        amounts = new PostedAmounts(environment, false);
        choice = new PolicyChoice(environment.mdp());
        visits = PolicyChoice.visits(environment.mdp());
        int n = environment.agentCount();
        component = new int[n];
        sign = new int[n];
        BitSet[] pairs = new BitSet[n];
        Arrays.setAll(pairs, i -> new BitSet());
        RewardMap rewards = environment.rewards();
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                int i = rewards.agent(m);
                if (rewards.component(m) >= 0 && rewards.coefficient(m) != 0) {
                    component[i] = rewards.component(m);
                    sign[i] = rewards.coefficient(m) > 0 ? 1 : -1;
                    pairs[i].set(pair);
                }
            }
            for (int i = 0; i < n; i++) {
                // What needs her is not done without her, whether it costs her something or not.
                if (environment.absence().taken() instanceof Absence.Masked
                        && !environment.absence().isAllowed(i, pair)) {
                    pairs[i].set(pair);
                }
            }
        }
        concerned = List.of(pairs);
        ends = new double[n][];
        for (int i = 0; i < n; i++) {
            TypeDistribution types = environment.agents().get(i).types();
            ends[i] = new double[] {types.low(component[i]), types.high(component[i])};
        }
    }

    /** Whether each agent has one number that is multiplied by nothing of mixed sign. */
    static boolean fits(Environment environment) {
        RewardMap rewards = environment.rewards();
        int[] component = new int[environment.agentCount()];
        double[] sign = new double[component.length];
        boolean fits = true;
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            int i = rewards.agent(m);
            double signum = Math.signum(rewards.coefficient(m));
            if (rewards.component(m) >= 0 && signum != 0) {
                fits &= sign[i] == 0 || (sign[i] == signum && component[i] == rewards.component(m));
                sign[i] = signum;
                component[i] = rewards.component(m);
            }
        }
        return fits;
    }

    @Override
    public int stages() {
        return 1;
    }

    @Override
    public Outcome play(double[][] prices, Profiles reports, Profiles types, int b) {
        int n = prices.length;
        double[][] sums = amounts.by(prices, types, b);
        double[] profit = sums[2 * n].clone();
        double largest = 0;
        for (int pair = 0; pair < profit.length; pair++) {
            for (int i = 0; i < n; i++) {
                profit[pair] += sums[n + i][pair];
            }
            largest = Math.max(largest, Math.abs(profit[pair]));
        }
        boolean[] used = choice.all();
        if (canDoWithout(prices)) {
            for (int i = 0; i < n; i++) {
                if (refuses(i, prices, reports.type(i, component[i], b))) {
                    concerned.get(i).stream().forEach(pair -> used[pair] = false);
                }
            }
            choice.prune(used);
        }
        choice.keepOptimal(profit, used, ALIKE * largest * visits);
        return Outcome.of(choice.expected(sums, used), new double[n]);
    }

    private boolean refuses(int i, double[][] prices, double type) {
        return sign[i] * (type - prices[i][component[i]]) < 0;
    }

    /**
     * Whether there is a policy without all who may refuse. Where there is none nobody is asked, lest a report that changes
     * nothing for her but the policy gain; whoever would have refused loses, and such prices are not chosen.
     */
    private boolean canDoWithout(double[][] prices) {
        boolean[] allowed = choice.all();
        for (int i = 0; i < prices.length; i++) {
            if (refuses(i, prices, sign[i] > 0 ? ends[i][0] : ends[i][1])) {
                concerned.get(i).stream().forEach(pair -> allowed[pair] = false);
            }
        }
        return choice.prune(allowed);
    }
}
