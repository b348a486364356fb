package org.dynama.ama.menu.train;

/**
 * The smaller of two softmaxes, of each good over agents and nobody and of each agent over goods and nothing: rows and columns
 * sum to at most one, as lotteries over assignments of at most one good to an agent do (RegretNet's form for unit demand). Free
 * numbers are those of {@link GoodShares}, then shape {@code [n, m + 1]}, nothing last.
 */
record MatchedShares(int agents, int goods) implements ShareForm {
    @Override
    public int size() {
        return (agents + 1) * goods + agents * (goods + 1);
    }

    private GoodShares winners() {
        return new GoodShares(agents, goods);
    }

    /** Shape {@code [n, m]}: what each agent gets of each good by her own softmax. */
    private double[] wishes(double[] free, int from) {
        double[] wishes = new double[agents * goods];
        int start = from + (agents + 1) * goods;
        for (int i = 0; i < agents; i++) {
            int row = start + i * (goods + 1);
            double most = free[row];
            for (int j = 1; j <= goods; j++) {
                most = Math.max(most, free[row + j]);
            }
            double sum = 0;
            for (int j = 0; j <= goods; j++) {
                sum += Math.exp(free[row + j] - most);
            }
            for (int j = 0; j < goods; j++) {
                wishes[i * goods + j] = Math.exp(free[row + j] - most) / sum;
            }
        }
        return wishes;
    }

    @Override
    public void shares(double[] free, int from, double[] shares, int at) {
        winners().shares(free, from, shares, at);
        double[] wishes = wishes(free, from);
        for (int x = 0; x < wishes.length; x++) {
            shares[at + x] = Math.min(shares[at + x], wishes[x]);
        }
    }

    @Override
    public void pull(double[] free, int from, double[] shares, double[] slope, int at, double[] out) {
        double[] won = new double[agents * goods];
        winners().shares(free, from, won, 0);
        double[] wishes = wishes(free, from);
        double[] toWon = new double[won.length];
        double[] toWishes = new double[won.length];
        for (int x = 0; x < won.length; x++) {
            // Where both are equal, both move.
            toWon[x] = won[x] < wishes[x] ? slope[at + x] : won[x] == wishes[x] ? slope[at + x] / 2 : 0;
            toWishes[x] = slope[at + x] - toWon[x];
        }
        winners().pull(free, from, won, toWon, 0, out);
        for (int i = 0; i < agents; i++) {
            int row = from + winners().size() + i * (goods + 1);
            double mean = 0;
            double sum = 0;
            for (int j = 0; j < goods; j++) {
                mean += wishes[i * goods + j] * toWishes[i * goods + j];
                sum += wishes[i * goods + j];
            }
            for (int j = 0; j < goods; j++) {
                out[row + j] = wishes[i * goods + j] * (toWishes[i * goods + j] - mean);
            }
            out[row + goods] = -(1 - sum) * mean;
        }
    }

    @Override
    public void invert(double[] shares, int at, double softness, double[] free, int from) {
        winners().invert(shares, at, softness, free, from);
        int start = from + winners().size();
        for (int i = 0; i < agents; i++) {
            double idle = 1;
            for (int j = 0; j < goods; j++) {
                double share = shares[at + i * goods + j];
                idle -= share;
                free[start + i * (goods + 1) + j] = Math.log((1 - softness) * share + softness / (goods + 1));
            }
            free[start + i * (goods + 1) + goods] =
                    Math.log((1 - softness) * Math.max(0, idle) + softness / (goods + 1));
        }
    }
}
