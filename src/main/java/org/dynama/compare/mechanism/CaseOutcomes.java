package org.dynama.compare.mechanism;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dynama.baseline.PriceOffers.Offers;

/**
 * What a mechanism does with truthful agents in each case, expected over all that happens after first types are known.
 *
 * @param rewards shape {@code [n][B]}, what agents earn before they pay
 * @param payments shape {@code [n][B]}, to the designer
 * @param designer shape {@code [B]}, the designer's own reward
 */
@SuppressWarnings("ArrayRecordComponent")
public record CaseOutcomes(double[][] rewards, double[][] payments, double[] designer) {
    /**
     * What posted prices lead to.
     *
     * @param hasDesigner whether the designer has rewards of her own; if not, what is left of profit is rounding
     */
    static CaseOutcomes of(Offers offers, boolean hasDesigner) {
        double[][] rewards = new double[offers.payments().size()][];
        double[][] payments = new double[rewards.length][];
        double[] designer = offers.profit().toArray();
        for (int i = 0; i < rewards.length; i++) {
            double[] paid = offers.payments().get(i).toArray();
            rewards[i] = offers.utilities().get(i).toArray();
            payments[i] = paid;
            double[] earned = rewards[i];
            Arrays.setAll(earned, b -> earned[b] + paid[b]);
            Arrays.setAll(designer, b -> hasDesigner ? designer[b] - paid[b] : 0);
        }
        return new CaseOutcomes(rewards, payments, designer);
    }

    /** The number of cases {@code B}. */
    public int count() {
        return designer.length;
    }

    /** The number of agents {@code n}. */
    public int agents() {
        return rewards.length;
    }

    /** The sum of payments, shape {@code [B]}. */
    public double[] revenue() {
        return summed(payments);
    }

    /** Payments and the designer's own reward, shape {@code [B]}. */
    public double[] profit() {
        double[] profit = revenue();
        Arrays.setAll(profit, b -> profit[b] + designer[b]);
        return profit;
    }

    /** What agents earn before they pay, shape {@code [B]}. */
    public double[] welfare() {
        return summed(rewards);
    }

    /** What agents earn before they pay, and the designer's own reward, shape {@code [B]}. */
    public double[] surplus() {
        double[] surplus = welfare();
        Arrays.setAll(surplus, b -> surplus[b] + designer[b]);
        return surplus;
    }

    /** What an agent keeps, shape {@code [B]}. */
    public double[] utility(int i) {
        return IntStream.range(0, count())
                .mapToDouble(b -> rewards[i][b] - payments[i][b])
                .toArray();
    }

    private double[] summed(double[][] byAgent) {
        double[] sum = new double[count()];
        for (double[] row : byAgent) {
            Arrays.setAll(sum, b -> sum[b] + row[b]);
        }
        return sum;
    }
}
