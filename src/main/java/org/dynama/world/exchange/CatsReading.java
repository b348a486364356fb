package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.world.exchange.CatsAuction.Bid;

/** Reads an auction of CATS: counts, then bids, with comments behind percent signs. */
final class CatsReading {
    private static final int MOST = 1_000_000;

    private final SourceText source;
    private final SourceWords words;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<Integer, Integer> ids = new HashMap<>();
    private final List<List<Bid>> bidders = new ArrayList<>();
    /** The bidder who has a dummy. */
    private final Map<Integer, List<Bid>> byDummy = new HashMap<>();

    CatsReading(SourceText source) {
        this.source = source;
        words = new SourceWords(source, '%', "#");
    }

    CatsAuction read() {
        while (words.next() && !words.isNumber()) {
            count(words.word().toLowerCase(Locale.ROOT));
        }
        words.back(words.at());
        int goods = counts.getOrDefault("goods", 0);
        int bids = counts.getOrDefault("bids", 0);
        int dummies = counts.getOrDefault("dummy", 0);
        if (goods < 1 || bids < 1) {
            throw source.end(0, "", "must have goods and bids, at least one of each", "");
        }
        int read = 0;
        while (words.next()) {
            bid(goods, dummies);
            read++;
        }
        if (read != bids) {
            source.fault("has " + read + " bids, and says that there are " + bids, "Maybe the file is cut off.");
        }
        source.throwIfAny();
        bidders.removeIf(List::isEmpty);
        return new CatsAuction(goods, bidders);
    }

    private void count(String key) {
        int place = words.at();
        if (!List.of("goods", "bids", "dummy").contains(key)) {
            throw source.end(place, words.word(), "must be goods, bids or dummy, with a count", "");
        }
        words.require("a count");
        int count = words.whole("a count of " + key);
        if (counts.put(key, count) != null) {
            source.fault(place, key, "stands twice", "Keep one of the two.");
        }
        if (count > MOST) {
            throw source.end(words.at(), words.word(), "must be at most " + MOST, "");
        }
    }

    private void bid(int goods, int dummies) {
        int place = words.at();
        int id = words.whole("the number of a bid");
        words.require("a price");
        double price = words.number("a price");
        if (price < 0) {
            source.fault(words.at(), words.word(), "must not be negative", "");
        }
        BitSet wanted = new BitSet();
        BitSet marks = new BitSet();
        words.require("a good or #");
        for (; !words.is("#"); words.require("a good or #")) {
            int good = words.whole("a good or #");
            if (good >= goods + dummies) {
                source.fault(
                        words.at(), words.word(), "is none of " + goods + " goods and " + dummies + " dummies", "");
            } else if (good >= 0 && (wanted.get(good) || marks.get(good))) {
                source.fault(words.at(), words.word(), "stands twice in the bid", "");
            } else if (good >= 0) {
                (good < goods ? wanted : marks).set(good);
            }
        }
        if (wanted.isEmpty()) {
            source.fault(place, "", "bids for no good", "");
        }
        Integer before = ids.put(id, source.line(place));
        if (before != null && id >= 0) {
            source.fault(place, String.valueOf(id), "is a bid already, in line " + before, "");
        }
        owner(marks).add(new Bid(id, price, wanted));
    }

    /** The bidder of some dummies; those whom they show to be one become one. */
    private List<Bid> owner(BitSet marks) {
        List<Bid> owner = new ArrayList<>();
        boolean isNew = true;
        for (int mark = marks.nextSetBit(0); mark >= 0; mark = marks.nextSetBit(mark + 1)) {
            List<Bid> known = byDummy.get(mark);
            if (known != null && isNew) {
                owner = known;
                isNew = false;
            } else if (known != null && known != owner) {
                merge(known, owner);
            }
        }
        for (int mark = marks.nextSetBit(0); mark >= 0; mark = marks.nextSetBit(mark + 1)) {
            byDummy.put(mark, owner);
        }
        if (isNew) {
            bidders.add(owner);
        }
        return owner;
    }

    private void merge(List<Bid> other, List<Bid> owner) {
        owner.addAll(other);
        byDummy.replaceAll((mark, bids) -> bids == other ? owner : bids);
        other.clear();
    }
}
