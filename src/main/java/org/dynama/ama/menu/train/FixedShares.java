package org.dynama.ama.menu.train;

import java.util.Arrays;

/** Shares that stay as they are: free numbers are the shares, and nothing flows to them. */
record FixedShares(int size) implements ShareForm {
    @Override
    public void shares(double[] free, int from, double[] shares, int at) {
        System.arraycopy(free, from, shares, at, size);
    }

    @Override
    public void pull(double[] free, int from, double[] shares, double[] slope, int at, double[] out) {
        Arrays.fill(out, from, from + size, 0);
    }

    @Override
    public void invert(double[] shares, int at, double softness, double[] free, int from) {
        System.arraycopy(shares, at, free, from, size);
    }
}
