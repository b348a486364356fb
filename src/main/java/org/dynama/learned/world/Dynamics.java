package org.dynama.learned.world;

import java.util.function.Function;
import org.dynama.refusal.Refusal;

/**
 * What an agent consumes of the goods she gets, and how consuming moves her type.
 *
 * <p>Consumption is what she values: reward {@code sum_k v_k y_k - payment}; what was consumed so far is {@code memory},
 * the sum of past {@code y}. Each component of the type moves on its own.
 */
public sealed interface Dynamics {

    /** Name in specs. */
    String kind();

    /** Components of an agent's type. */
    int components(int goods);

    /** Whether each good has a value of its own: then goods never meet. */
    default boolean goodsApart() {
        return match(bandit -> true, fixedSales -> false, habit -> false);
    }

    /** Whether who has got a good wants no other. */
    default boolean unitDemand() {
        return match(bandit -> false, fixedSales -> true, habit -> false);
    }

    /** Whether types move at all. */
    default boolean moves() {
        return match(bandit -> true, fixedSales -> false, habit -> true);
    }

    /** What belongs to a kind; there is one function for each, so that no kind is forgotten. */
    <T> T match(
            Function<? super Bandit, ? extends T> bandit,
            Function<? super FixedSales, ? extends T> fixedSales,
            Function<? super Habit, ? extends T> habit);

    /**
     * The bandit auction: a type component per good, {@code y = x}. A value that is consumed is drawn anew, the less
     * freely the more was consumed up to now, this period included; one that is not stays.
     *
     * <p>Discrete: {@code P(v'|v) = y R(v'|v) + (1 - y) [v' = v]} with {@code R} proportional to
     * {@code exp(-a |v' - v| / step)}, {@code a = rate * memory'}, step the mean difference of neighbouring values: 1 for
     * the papers' 1, 2, 3, and the same movement in any unit of money. Interval: normal steps in logit space with standard deviation
     * {@code (1 - y) resting + y / (1 + a)}. The papers' rate is 1/2, resting 0.01.
     *
     * @see "Learned dynamic mechanisms, Appendix D.2 and Table 2"
     */
    record Bandit(double rate, double resting) implements Dynamics {
        public Bandit {
            if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY) || !(resting >= 0 && resting < 10)) {
                throw Refusal.of(
                        "rate = " + rate + ", resting = " + resting + " must be finite and not negative",
                        "Maybe the paper's 0.5 and 0.01.");
            }
        }

        @Override
        public String kind() {
            return "bandit-auction";
        }

        @Override
        public int components(int goods) {
            return goods;
        }

        @Override
        public <T> T match(
                Function<? super Bandit, ? extends T> bandit,
                Function<? super FixedSales, ? extends T> fixedSales,
                Function<? super Habit, ? extends T> habit) {
            return bandit.apply(this);
        }
    }

    /** One identical good a period, types that never move, unit demand: {@code y = x (1 - memory)}. */
    record FixedSales() implements Dynamics {
        @Override
        public String kind() {
            return "fixed-sales";
        }

        @Override
        public int components(int goods) {
            return 1;
        }

        @Override
        public <T> T match(
                Function<? super Bandit, ? extends T> bandit,
                Function<? super FixedSales, ? extends T> fixedSales,
                Function<? super Habit, ? extends T> habit) {
            return fixedSales.apply(this);
        }
    }

    /**
     * Slots of a service; {@code y = 1 - prod_j (1 - x_j)} is the chance to be served. Service makes the habit: served
     * agents' values rise one step with probability {@code rate}, others fall one step with it. Interval: the logit moves
     * by {@code rate (2 y - 1)}, plus normal noise of standard deviation {@code noise}.
     */
    record Habit(double rate, double noise) implements Dynamics {
        public Habit {
            if (!(rate >= 0 && rate <= 1) || !(noise >= 0 && noise < 10)) {
                throw Refusal.of(
                        "rate = " + rate + " must lie in [0, 1], noise = " + noise + " in [0, 10)",
                        "Maybe 0.5 and 0.1.");
            }
        }

        @Override
        public String kind() {
            return "habit-service";
        }

        @Override
        public int components(int goods) {
            return 1;
        }

        @Override
        public <T> T match(
                Function<? super Bandit, ? extends T> bandit,
                Function<? super FixedSales, ? extends T> fixedSales,
                Function<? super Habit, ? extends T> habit) {
            return habit.apply(this);
        }
    }
}
