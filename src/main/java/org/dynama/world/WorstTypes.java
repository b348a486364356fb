package org.dynama.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;

/**
 * Types of one agent among which, whatever the others report, there is one at which an affine maximizer's optimum is least.
 *
 * <p>The optimum is convex in her type. It falls with a component whose coefficients have one sign at all pairs, which
 * therefore is at one end of its range; a component that is worth something here and costs something there may be least
 * inside. Of finitely many types, those that another one is worse than at every pair are left out.
 *
 * @param boxes of types, at least one; a single type is a box whose ends are the same
 */
public record WorstTypes(List<Box> boxes) {
    public WorstTypes {
        boxes = List.copyOf(boxes);
    }

    /**
     * All types from one to another.
     *
     * @param low shape {@code [d]}; finite
     * @param high shape {@code [d]}; finite, nowhere below {@code low}
     */
    public record Box(Reals low, Reals high) {
        /** Whether it is a single type. */
        public boolean isPoint() {
            return low.equals(high);
        }
    }

    /** Whether all boxes are single types. */
    public boolean areFinite() {
        return boxes.stream().allMatch(Box::isPoint);
    }

    /**
     * The worst types of each agent.
     *
     * @throws Refusal naming agent and component, if her reward falls without end
     */
    static List<WorstTypes> of(Environment environment) {
        List<WorstTypes> worst = new ArrayList<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            worst.add(of(environment, i));
        }
        return worst;
    }

    private static WorstTypes of(Environment environment, int i) {
        Set<Reals> worths = worths(environment, i);
        int dimension = environment.agents().get(i).types().dimension();
        boolean[] gains = new boolean[dimension];
        boolean[] costs = new boolean[dimension];
        for (Reals worth : worths) {
            for (int k = 0; k < dimension; k++) {
                gains[k] |= worth.get(k) > 0;
                costs[k] |= worth.get(k) < 0;
            }
        }
        List<Box> boxes = new ArrayList<>();
        for (Box whole : support(environment.agents().get(i).types())) {
            double[] low = whole.low.toArray();
            double[] high = whole.high.toArray();
            for (int k = 0; k < dimension; k++) {
                requireEnd(environment, i, k, gains[k] && low[k] == Double.NEGATIVE_INFINITY);
                requireEnd(environment, i, k, costs[k] && high[k] == Double.POSITIVE_INFINITY);
                if (!gains[k] && !costs[k]) {
                    low[k] = Math.min(Math.max(low[k], 0), high[k]);
                    high[k] = low[k];
                } else if (!costs[k]) {
                    high[k] = low[k];
                } else if (!gains[k]) {
                    low[k] = high[k];
                }
            }
            boxes.add(new Box(Reals.of(low), Reals.of(high)));
        }
        return new WorstTypes(withoutBetter(boxes, worths));
    }

    private static void requireEnd(Environment environment, int i, int k, boolean endless) {
        if (endless) {
            throw Refusal.of(
                    environment.agents().get(i).name() + " has no worst type: component " + (k + 1)
                            + " of hers has no end there, and her reward falls without one",
                    "Maybe cut her distribution off, or leave absence: worst-type out.");
        }
    }

    /** What the components of her type are worth at a pair, every pair's once; shape {@code [d]} each. */
    private static Set<Reals> worths(Environment environment, int i) {
        RewardMap rewards = environment.rewards();
        int dimension = environment.agents().get(i).types().dimension();
        Set<Reals> worths = new LinkedHashSet<>();
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            double[] worth = new double[dimension];
            for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                boolean hers = rewards.isRanked() || rewards.agent(m) == i;
                if (hers && rewards.component(m) != RewardMap.CONSTANT) {
                    worth[rewards.component(m)] += rewards.coefficient(m);
                }
            }
            worths.add(Reals.of(worth));
        }
        return worths;
    }

    /** Boxes that make up the support, or more than it: new types are expected between observed ones. */
    static List<Box> support(TypeDistribution types) {
        int dimension = types.dimension();
        if (types instanceof DiscreteTypes discrete) {
            return discrete.values().stream()
                    .map(value -> new Box(value, value))
                    .toList();
        }
        if (types instanceof TypeDistribution.OneComponent one) {
            List<Box> segments = new ArrayList<>();
            for (int k = 0; k < dimension; k++) {
                if (one.high(k) > 0) {
                    double[] high = new double[dimension];
                    high[k] = one.high(k);
                    segments.add(new Box(Reals.filled(dimension, 0), Reals.of(high)));
                }
            }
            return segments;
        }
        double[] low = new double[dimension];
        double[] high = new double[dimension];
        Arrays.setAll(low, types::low);
        Arrays.setAll(high, types::high);
        return List.of(new Box(Reals.of(low), Reals.of(high)));
    }

    /** Leaves out boxes nothing of which is anywhere worth less than a type that stays. */
    private static List<Box> withoutBetter(List<Box> boxes, Set<Reals> worths) {
        List<Box> kept = new ArrayList<>();
        for (int c = 0; c < boxes.size(); c++) {
            boolean better = false;
            for (int other = 0; other < boxes.size() && !better; other++) {
                boolean first = other < c || !isWorse(boxes.get(c), boxes.get(other), worths);
                better = other != c && first && isWorse(boxes.get(other), boxes.get(c), worths);
            }
            if (!better) {
                kept.add(boxes.get(c));
            }
        }
        return kept;
    }

    /** Whether a type is worth no more than any of a box, at every pair and by every component: no sum is rounded. */
    private static boolean isWorse(Box type, Box box, Set<Reals> worths) {
        return type.isPoint()
                && worths.stream().allMatch(worth -> {
                    boolean least = true;
                    for (int k = 0; k < worth.size(); k++) {
                        double end = worth.get(k) > 0 ? box.low.get(k) : box.high.get(k);
                        double difference = type.low.get(k) - end;
                        least &= worth.get(k) == 0
                                || difference == 0
                                || Math.signum(worth.get(k)) != Math.signum(difference);
                    }
                    return least;
                });
    }
}
