package org.dynama.online.mdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Market.Noise;
import org.dynama.refusal.Refusal;

/**
 * Markets to try a mechanism in: the paper's three kinds of auctions, over a market state that moves by a random kernel
 * or through a cycle of demand.
 */
public final class Markets {
    /** What is sold in a round; the designer may always keep it. */
    public enum Sale {
        /** One item. */
        SINGLE_ITEM,
        /** Several items that are alike; an agent's next one is worth less to her than the one before. */
        MULTI_UNIT,
        /** Several items that differ; an agent values a bundle by its items, and more than that if it is everything. */
        COMBINATORIAL,
        /** As many allocations as agents and one, with every reward drawn by itself. */
        ANYTHING
    }

    /** How the market moves. */
    public enum Motion {
        /** A kernel that is drawn, of the given least probability. */
        RANDOM,
        /** Low, normal and peak demand in turn; selling much today makes low demand tomorrow more likely. */
        DEMAND_CYCLE
    }

    /**
     * What a market is made of.
     *
     * @param states {@code S}; a demand cycle has 3
     * @param items of a multi-unit or combinatorial sale
     * @param ceiling {@code c_max}
     */
    public record Plan(
            Sale sale,
            Motion motion,
            int agents,
            int items,
            int states,
            double alpha,
            double ceiling,
            Noise noise,
            double spread) {

        public Plan {
            if (agents < 1 || items < 1 || states < 2) {
                throw Refusal.of(
                        "agents = " + agents + ", items = " + items + " and states = " + states
                                + " must be 1, 1 and 2 at least",
                        "");
            }
            if (!(alpha > 0 && alpha * states <= 1)) {
                throw new Refusal(
                        "alpha",
                        alpha,
                        "must be more than 0 and at most 1 / states; the largest that works is " + 1.0 / states,
                        "Maybe alpha: " + 0.4 / states + ".");
            }
            if (motion == Motion.DEMAND_CYCLE && (states != 3 || alpha > LEAST_OF_CYCLE)) {
                throw Refusal.of(
                        "a demand cycle of " + states + " states and alpha = " + alpha
                                + " must have 3 states, and alpha at most " + LEAST_OF_CYCLE,
                        "");
            }
        }
    }

    private static final List<String> DEMAND = List.of("low", "normal", "peak");
    /** Where demand goes from low, normal and peak when nothing is sold. */
    private static final double[][] IDLE = {{0.3, 0.6, 0.1}, {0.2, 0.3, 0.5}, {0.6, 0.25, 0.15}};
    /** Where it goes when everything is sold. */
    private static final double[][] SOLD = {{0.6, 0.3, 0.1}, {0.5, 0.3, 0.2}, {0.75, 0.15, 0.1}};
    /** How much values are worth at low, normal and peak demand. */
    private static final double LEAST_OF_CYCLE = 0.1;

    private static final double[] LEVEL = {0.35, 0.65, 1};

    private Markets() {}

    /** The market that a plan and the {@code index}-th generator of a stream make. */
    public static Market of(Plan plan, RandomStream stream, long index) {
        Draws draws = stream.draws(index);
        List<int[]> allocations = allocations(plan);
        int states = plan.states;
        int actions = allocations.size();
        List<String> names = new ArrayList<>();
        for (int s = 0; s < states; s++) {
            names.add(plan.motion == Motion.DEMAND_CYCLE ? DEMAND.get(s) : "state " + (s + 1));
        }
        double[] kernel = plan.motion == Motion.RANDOM ? drawn(plan, draws, actions) : cycle(plan, allocations);
        double[] rewards = new double[(plan.agents + 1) * states * actions];
        double margin = plan.noise == Noise.UNIFORM ? plan.spread : 0;
        for (int i = 0; i <= plan.agents; i++) {
            double most = i == 0 ? plan.ceiling : 1;
            double[] worth = worth(plan, i, allocations, draws);
            for (int k = 0; k < worth.length; k++) {
                rewards[i * worth.length + k] = margin + (most - 2 * margin) * worth[k];
            }
        }
        return new Market(
                plan.sale.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + (index + 1),
                names,
                allocations.stream().map(a -> name(plan, a)).toList(),
                plan.agents,
                Reals.of(kernel),
                Reals.of(rewards),
                plan.ceiling,
                plan.alpha,
                plan.noise,
                plan.spread);
    }

    /** Per agent how many items she gets; per item who gets it, from 1, where items differ. */
    private static List<int[]> allocations(Plan plan) {
        List<int[]> all = new ArrayList<>();
        int length = plan.sale == Sale.COMBINATORIAL ? plan.items : plan.agents;
        int items = plan.sale == Sale.MULTI_UNIT ? plan.items : 1;
        int base = plan.sale == Sale.COMBINATORIAL ? plan.agents + 1 : items + 1;
        long count = Math.round(Math.pow(base, length));
        if (count > 1_000_000) {
            throw Refusal.of(
                    "a sale of " + plan.items + " items to " + plan.agents + " agents has too many allocations",
                    "Maybe items: 2.");
        }
        for (long code = 0; code < count; code++) {
            int[] allocation = new int[length];
            long rest = code;
            int given = 0;
            for (int k = 0; k < length; k++) {
                allocation[k] = (int) (rest % base);
                rest /= base;
                given += allocation[k];
            }
            if (plan.sale == Sale.COMBINATORIAL || given <= items) {
                all.add(allocation);
            }
        }
        return all;
    }

    private static String name(Plan plan, int[] allocation) {
        StringBuilder name = new StringBuilder();
        for (int k = 0; k < allocation.length; k++) {
            if (allocation[k] > 0) {
                name.append(name.isEmpty() ? "" : ", ");
                name.append(
                        plan.sale == Sale.COMBINATORIAL
                                ? "item " + (k + 1) + " to " + allocation[k]
                                : (allocation[k] > 1 ? allocation[k] + " " : "") + "to " + (k + 1));
            }
        }
        return name.isEmpty() ? "keep" : name.toString();
    }

    private static double[] drawn(Plan plan, Draws draws, int actions) {
        double[] kernel = new double[plan.states * actions * plan.states];
        for (int pair = 0; pair < plan.states * actions; pair++) {
            double sum = 0;
            for (int k = pair * plan.states; k < (pair + 1) * plan.states; k++) {
                kernel[k] = draws.exponential();
                sum += kernel[k];
            }
            for (int k = pair * plan.states; k < (pair + 1) * plan.states; k++) {
                kernel[k] = plan.alpha + (1 - plan.alpha * plan.states) * kernel[k] / sum;
            }
        }
        return kernel;
    }

    private static double[] cycle(Plan plan, List<int[]> allocations) {
        double[] kernel = new double[3 * allocations.size() * 3];
        for (int s = 0; s < 3; s++) {
            for (int a = 0; a < allocations.size(); a++) {
                double sold = share(plan, allocations.get(a));
                for (int next = 0; next < 3; next++) {
                    kernel[(s * allocations.size() + a) * 3 + next] = (1 - sold) * IDLE[s][next] + sold * SOLD[s][next];
                }
            }
        }
        return kernel;
    }

    /** The share of all items that somebody gets. */
    private static double share(Plan plan, int[] allocation) {
        int given = 0;
        for (int part : allocation) {
            given += plan.sale == Sale.COMBINATORIAL ? Math.min(part, 1) : part;
        }
        return (double) given / (plan.sale == Sale.SINGLE_ITEM || plan.sale == Sale.ANYTHING ? 1 : plan.items);
    }

    /** A party's expected rewards as shares of the most that she may have; shape {@code [S * A]}. */
    private static double[] worth(Plan plan, int party, List<int[]> allocations, Draws draws) {
        int actions = allocations.size();
        double[] worth = new double[plan.states * actions];
        double[] base = new double[plan.items];
        for (int s = 0; s < plan.states; s++) {
            double level = plan.motion == Motion.DEMAND_CYCLE ? LEVEL[s] : 1;
            if (plan.motion == Motion.RANDOM || s == 0) {
                for (int j = 0; j < base.length; j++) {
                    base[j] = draws.uniform();
                }
            }
            for (int a = 0; a < actions; a++) {
                int[] allocation = allocations.get(a);
                worth[s * actions + a] = level
                        * (plan.sale == Sale.ANYTHING
                                ? draws.uniform()
                                : party == 0
                                        ? base[0] * share(plan, allocation)
                                        : bundle(plan, party, allocation, base));
            }
        }
        return worth;
    }

    private static double bundle(Plan plan, int agent, int[] allocation, double[] base) {
        if (plan.sale == Sale.COMBINATORIAL) {
            double sum = 0;
            int got = 0;
            for (int j = 0; j < allocation.length; j++) {
                if (allocation[j] == agent) {
                    sum += base[j];
                    got++;
                }
            }
            double together = got == allocation.length && got > 1 ? 1 : 0.8;
            return together * sum / allocation.length;
        }
        double worth = 0;
        for (int unit = 0; unit < allocation[agent - 1]; unit++) {
            worth += base[0] * Math.pow(0.6, unit);
        }
        double most = 0;
        for (int unit = 0; unit < (plan.sale == Sale.MULTI_UNIT ? plan.items : 1); unit++) {
            most += Math.pow(0.6, unit);
        }
        return worth / most;
    }
}
