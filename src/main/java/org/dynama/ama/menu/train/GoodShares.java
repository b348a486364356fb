package org.dynama.ama.menu.train;

/**
 * A softmax for each good over agents and nobody: shares of additive values. Free numbers have shape {@code [n + 1, m]}, nobody
 * last.
 */
record GoodShares(int agents, int goods) implements ShareForm {
    @Override
    public int size() {
        return (agents + 1) * goods;
    }

    @Override
    public void shares(double[] free, int from, double[] shares, int at) {
        for (int j = 0; j < goods; j++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i <= agents; i++) {
                most = Math.max(most, free[from + i * goods + j]);
            }
            double sum = 0;
            for (int i = 0; i <= agents; i++) {
                double power = Math.exp(free[from + i * goods + j] - most);
                sum += power;
                if (i < agents) {
                    shares[at + i * goods + j] = power;
                }
            }
            for (int i = 0; i < agents; i++) {
                shares[at + i * goods + j] /= sum;
            }
        }
    }

    @Override
    public void pull(double[] free, int from, double[] shares, double[] slope, int at, double[] out) {
        for (int j = 0; j < goods; j++) {
            double mean = 0;
            double given = 0;
            for (int i = 0; i < agents; i++) {
                mean += shares[at + i * goods + j] * slope[at + i * goods + j];
                given += shares[at + i * goods + j];
            }
            for (int i = 0; i < agents; i++) {
                out[from + i * goods + j] = shares[at + i * goods + j] * (slope[at + i * goods + j] - mean);
            }
            out[from + agents * goods + j] = -(1 - given) * mean;
        }
    }

    @Override
    public void invert(double[] shares, int at, double softness, double[] free, int from) {
        for (int j = 0; j < goods; j++) {
            double kept = 1;
            for (int i = 0; i < agents; i++) {
                double share = shares[at + i * goods + j];
                kept -= share;
                free[from + i * goods + j] = Math.log((1 - softness) * share + softness / (agents + 1));
            }
            free[from + agents * goods + j] = Math.log((1 - softness) * Math.max(0, kept) + softness / (agents + 1));
        }
    }
}
