package org.dynama.world.exchange;

import java.util.BitSet;
import java.util.List;

/**
 * A combinatorial auction of CATS: {@code goods}, {@code bids} and {@code dummy} with their counts, then a line for each bid,
 * {@code id price good good #}. Goods from the count of goods on are dummies: bids with one in common are one bidder's, of
 * which she gets one at most.
 *
 * @param goods their number
 * @param bidders the bids of each, in the order of the file
 */
record CatsAuction(int goods, List<List<Bid>> bidders) {
    /**
     * A price for some goods.
     *
     * @param id as in the file
     * @param price for all of them
     * @param goods by their numbers, without dummies
     */
    record Bid(int id, double price, BitSet goods) {}

    /** Reads a text; adds its faults to it. */
    static CatsAuction read(SourceText source) {
        return new CatsReading(source).read();
    }
}
