package org.dynama.world.exchange;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What is earned in expectation over outcomes, {@code sum p r / sum p}: decimals multiplied and added exactly and divided
 * once, so that what is the same everywhere stays what it is.
 */
final class ExpectedReward {
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal weight = BigDecimal.ZERO;
    private double first = Double.NaN;
    private boolean isSame = true;

    /** Adds an outcome. */
    void add(double probability, double reward) {
        if (!(probability > 0)) {
            return;
        }
        if (isSame && (Double.isNaN(first) || reward == first)) {
            first = reward;
        } else {
            isSame = false;
        }
        BigDecimal share = BigDecimal.valueOf(probability);
        weight = weight.add(share);
        sum = sum.add(share.multiply(BigDecimal.valueOf(reward)));
    }

    /** The expectation; 0 where nothing can happen. */
    double value() {
        if (weight.signum() == 0) {
            return 0;
        }
        return isSame ? first : sum.divide(weight, MathContext.DECIMAL128).doubleValue() + 0.0;
    }
}
