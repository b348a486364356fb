package org.dynama.ama.menu.train;

import org.dynama.world.StaticAuction;

/** How an entry's shares follow from free numbers. */
sealed interface ShareForm permits GoodShares, MatchedShares, FixedShares {

    /** The form for a market: a softmax over winners of each good; with unit demand one over goods of each agent, too. */
    static ShareForm of(AuctionMarket market) {
        return market.valuation() == StaticAuction.Valuation.ADDITIVE
                ? new GoodShares(market.agents(), market.goods())
                : new MatchedShares(market.agents(), market.goods());
    }

    /** How many free numbers an entry has. */
    int size();

    /** Writes shares {@code [n, m]} at a place, from the free numbers at another. */
    void shares(double[] free, int from, double[] shares, int at);

    /** Writes the gradient by free numbers at {@code from}, by the gradient by shares at {@code at}. */
    void pull(double[] free, int from, double[] shares, double[] slope, int at, double[] out);

    /** Writes free numbers whose shares are near some; {@code softness} in (0, 1) is what is mixed in of an even draw. */
    void invert(double[] shares, int at, double softness, double[] free, int from);
}
