package org.dynama.pivot.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.pivot.world.AllocationWorld;

/**
 * Values and transfers at one period, public state and profile, in words and numbers; each list has an entry for each agent.
 *
 * @param welfare expected from now on, before the draw
 * @param contributions marginal ones, from now on
 * @param flows the parts of them that fall into this period
 * @param payments to the designer, expected over the draw
 */
public record ValueRow(
        String state,
        List<String> types,
        double welfare,
        List<Double> contributions,
        List<Double> flows,
        List<Double> payments) {

    /** The row of a period, public state and profile. */
    public static ValueRow of(PivotMechanism mechanism, int t, int s, int b) {
        AllocationWorld world = mechanism.world();
        List<String> types = new ArrayList<>();
        List<Double> contributions = new ArrayList<>();
        List<Double> flows = new ArrayList<>();
        List<Double> payments = new ArrayList<>();
        for (int i = 0; i < world.agentCount(); i++) {
            types.add(world.agents().get(i).types().get(mechanism.profiles().type(i, b)));
            contributions.add(mechanism.contribution(t, i, s, b));
            flows.add(mechanism.flow(t, i, s, b));
            payments.add(mechanism.payment(t, i, s, b));
        }
        double welfare = mechanism.welfare(t, s, b);
        return new ValueRow(world.states().get(s), types, welfare, contributions, flows, payments);
    }

    /** The rows of the first period's likeliest public state, so many at most. */
    public static List<ValueRow> first(PivotMechanism mechanism, int most) {
        AllocationWorld world = mechanism.world();
        int likeliest = 0;
        for (int s = 1; s < world.stateCount(); s++) {
            likeliest = world.initial().get(s) > world.initial().get(likeliest) ? s : likeliest;
        }
        int s = likeliest;
        return IntStream.range(0, Math.min(most, mechanism.profiles().count()))
                .mapToObj(b -> of(mechanism, 0, s, b))
                .toList();
    }
}
