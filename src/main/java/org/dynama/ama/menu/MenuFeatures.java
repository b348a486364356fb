package org.dynama.ama.menu;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.world.Environment;

/**
 * What the {@code K} entries of a menu do for {@code n} agents of type dimension {@code d} and for the designer: agent {@code i}
 * values entry {@code k} at {@code sum_x enjoyed[k, i, x] * type_i[x] + constants[k, i]}.
 *
 * @param agents {@code n}
 * @param dimension {@code d}
 * @param enjoyed shape {@code [K * n * d]}; expected discounted visits times coefficients
 * @param constants shape {@code [K * n]}; the same for what does not depend on types
 * @param designer shape {@code [K]}; her own reward
 */
public record MenuFeatures(int agents, int dimension, Reals enjoyed, Reals constants, Reals designer) {
    private static final MathContext FEW = new MathContext(9);

    /** Beside a feature, what sums of thousands of visits lose: a tenth of what a check of features takes for rounding. */
    private static final double DUST = FeatureCheck.ROUNDING / 10;

    /**
     * The features of a menu.
     *
     * @throws org.dynama.refusal.Refusal if the world's rewards go by rank
     */
    public static MenuFeatures of(Environment world, Menu menu, PolicyVisits visits) {
        return of(world, menu, visits, x -> x);
    }

    /**
     * What rounding of the features is to be held against: the same sums without their signs.
     */
    static MenuFeatures sizes(Environment world, Menu menu, PolicyVisits visits) {
        return of(world, menu, visits, Math::abs);
    }

    private static MenuFeatures of(Environment world, Menu menu, PolicyVisits visits, DoubleUnaryOperator of) {
        RewardMap rewards = world.rewards();
        rewards.requireNamed("a menu");
        int agents = world.agentCount();
        int dimension = world.dimension();
        double[] enjoyed = new double[menu.size() * agents * dimension];
        double[] constants = new double[menu.size() * agents];
        double[] designer = new double[menu.size()];
        for (int k = 0; k < menu.size(); k++) {
            for (int m = menu.begin(k); m < menu.end(k); m++) {
                int pair = menu.pair(m);
                double often = visits.visits(m);
                designer[k] += often * of.applyAsDouble(world.designer().get(pair));
                for (int term = rewards.begin(pair); term < rewards.end(pair); term++) {
                    int row = k * agents + rewards.agent(term);
                    double amount = often * of.applyAsDouble(rewards.coefficient(term));
                    if (rewards.component(term) == RewardMap.CONSTANT) {
                        constants[row] += amount;
                    } else {
                        enjoyed[row * dimension + rewards.component(term)] += amount;
                    }
                }
            }
        }
        return new MenuFeatures(agents, dimension, Reals.of(enjoyed), Reals.of(constants), Reals.of(designer));
    }

    /**
     * The same where each number that lies within rounding of one of few digits is that one: visits add up thousands of products,
     * and certificates with {@code 0.9989999999999999} in the place of {@code 0.999} are longer and prove nothing more.
     */
    MenuFeatures plain() {
        return new MenuFeatures(agents, dimension, plain(enjoyed), plain(constants), plain(designer));
    }

    private static Reals plain(Reals features) {
        return Reals.of(features.stream().map(MenuFeatures::plain).toArray());
    }

    private static double plain(double feature) {
        if (feature == Math.rint(feature)) {
            return feature;
        }
        double few = new BigDecimal(feature).round(FEW).doubleValue();
        return Math.abs(few - feature) <= DUST * Math.abs(feature) ? few : feature;
    }

    /** The number of entries {@code K}. */
    public int size() {
        return designer.size();
    }

    /** How much of component {@code x} of her type agent {@code i} enjoys in entry {@code k}. */
    public double enjoyed(int k, int i, int x) {
        return enjoyed.get((k * agents + i) * dimension + x);
    }

    /** The features as rewards of a state's {@code K} actions. */
    RewardMap rewards() {
        RewardMap.Builder builder = new RewardMap.Builder(agents, size());
        for (int row = 0; row < constants.size(); row++) {
            add(builder, row, RewardMap.CONSTANT, constants.get(row));
            for (int x = 0; x < dimension; x++) {
                add(builder, row, x, enjoyed.get(row * dimension + x));
            }
        }
        return builder.build();
    }

    /** The same for one agent. */
    RewardMap rewards(int agent) {
        RewardMap.Builder builder = new RewardMap.Builder(agents, size());
        for (int row = agent; row < constants.size(); row += agents) {
            add(builder, row, RewardMap.CONSTANT, constants.get(row));
            for (int x = 0; x < dimension; x++) {
                add(builder, row, x, enjoyed.get(row * dimension + x));
            }
        }
        return builder.build();
    }

    private void add(RewardMap.Builder builder, int row, int component, double coefficient) {
        if (coefficient != 0) {
            builder.add(row / agents, row % agents, component, coefficient);
        }
    }
}
