package org.dynama.pivot.mechanism;

import java.util.List;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * A mechanism for a random allocation space: policies and transfers in every period, public state and profile, and the
 * welfare tables that they were made from. Where the mechanism weights agents and boosts actions, those are of the welfare that
 * it maximizes; everything else is in money that changes hands or is earned.
 *
 * @param affine what is allocated, and what weights and boosts make of it
 * @param profiles the numbering of joint types
 * @param values for each period {@code 0..T} of a finite horizon; one for a discounted one
 * @param earned the welfare that the policy earns, for the same periods, without weights and boosts, less what the public gets
 *     whatever is done; shape {@code [S, B]}
 * @param policy of the grand economy
 * @param without the policy of each marginal economy; none where payments are held against worst types
 * @param transfers from agents to the designer
 * @param ties how they were decided
 */
public record PivotMechanism(
        AffineWorld affine,
        JointTypes profiles,
        List<WelfareTables> values,
        List<double[]> earned,
        AllocationPolicy policy,
        List<AllocationPolicy> without,
        Transfers transfers,
        Ties ties) {

    public PivotMechanism {
        values = List.copyOf(values);
        earned = List.copyOf(earned);
        without = List.copyOf(without);
    }

    /** One that weights nobody and boosts nothing: it earns what it maximizes. */
    public PivotMechanism(
            AllocationWorld world,
            JointTypes profiles,
            List<WelfareTables> values,
            AllocationPolicy policy,
            List<AllocationPolicy> without,
            Transfers transfers,
            Ties ties) {
        this(
                AffineWorld.plain(world),
                profiles,
                values,
                values.stream().map(WelfareTables::grand).toList(),
                policy,
                without,
                transfers,
                ties);
    }

    /** What is allocated. */
    public AllocationWorld world() {
        return affine.world();
    }

    /** The number of periods with tables of their own: {@code T} of a finite horizon, 1 of a discounted one. */
    public int periods() {
        return policy.periods();
    }

    /** The period whose tables follow those of period {@code t}. */
    public int after(int t) {
        return world().isFinite() ? t + 1 : 0;
    }

    /** Expected welfare before the draw, {@code E_Z[W_t]}, of those who earn it: no weights, no boosts. */
    public double welfare(int t, int s, int b) {
        return world().commonFrom(t) + earned.get(t)[s * profiles.count() + b];
    }

    /**
     * The most that everyone but agent {@code i} can have without her, {@code E_Z[W_-i,t]}, weighted and with boosts; or the least
     * welfare over her types, where payments are held against those.
     */
    public double welfareWithout(int t, int i, int s, int b) {
        return affine.scored().commonFrom(t) + relativeWithout(t, i, s, b);
    }

    private double relativeWithout(int t, int i, int s, int b) {
        return values.get(t).marginal(i)[s * profiles.countWithout(i) + profiles.others(i, b)];
    }

    /**
     * Agent {@code i}'s marginal contribution {@code M_i,t}, over her weight: what she is to get from now on.
     *
     * <p>Source: Balandat and Tomlin, eq. 12 and 13.
     */
    public double contribution(int t, int i, int s, int b) {
        double welfare = values.get(t).grand()[s * profiles.count() + b];
        return (welfare - relativeWithout(t, i, s, b)) / affine.weights().get(i);
    }

    /** Agent {@code i}'s expected utility of this period's action, {@code E_Z[v_i(alpha*(Z, theta), theta)]}. */
    public double reward(int t, int i, int s, int b) {
        PivotStage stage = world().stages().get(t);
        double expected = 0;
        for (int z = 0; z < stage.draws(); z++) {
            expected += stage.probability(z) * stage.utility(i, s, policy.action(t, s, z, b), profiles.type(i, b));
        }
        return expected;
    }

    /** What agent {@code i} pays at reports {@code b}, expected over the draw. */
    public double payment(int t, int i, int s, int b) {
        PivotStage stage = world().stages().get(t);
        double expected = 0;
        for (int z = 0; z < stage.draws(); z++) {
            expected += stage.probability(z) * transfers.payment(t, i, s, z, b);
        }
        return expected;
    }

    /**
     * Agent {@code i}'s flow marginal contribution {@code m_i,t}: her expected utility of this period less her payment.
     *
     * <p>Source: Balandat and Tomlin, eq. 18 and 19.
     */
    public double flow(int t, int i, int s, int b) {
        return reward(t, i, s, b) - payment(t, i, s, b);
    }
}
