package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.exchange.CatsAuction.Bid;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/**
 * A combinatorial auction as a market: one bidder after the other gets one of her bids or nothing. A public state is whose
 * turn it is, and what is gone of the goods that she and later bidders want; a bid is worth its price times her type.
 */
final class CatsMarket {
    private static final int MOST_ACTIONS = 200_000;
    private static final String NOTHING = "nothing";

    private final CatsAuction auction;
    private final Map<Turn, Integer> numbers = new LinkedHashMap<>();
    private final List<Turn> turns = new ArrayList<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<MarketAction> actions = new ArrayList<>();
    /** By bidder: what she and later ones want. */
    private final List<BitSet> wanted = new ArrayList<>();

    /** Whose turn it is, and what is gone of what she and later bidders want. */
    private record Turn(int bidder, BitSet gone) {
        String title() {
            String goods = gone.stream().mapToObj(String::valueOf).collect(Collectors.joining(" "));
            return "bidder " + bidder + (goods.isEmpty() ? "" : ", gone " + goods);
        }
    }

    CatsMarket(CatsAuction auction) {
        this.auction = auction;
        for (int i = 0; i < auction.bidders().size(); i++) {
            BitSet here = new BitSet();
            auction.bidders().stream().skip(i).forEach(bids -> bids.forEach(bid -> here.or(bid.goods())));
            wanted.add(here);
        }
    }

    /** The market; a refusal where it has too many states. */
    Expansion market(String name, RewardOwners owners) {
        number(new Turn(0, new BitSet()));
        for (int s = 0; s < turns.size(); s++) {
            Turn turn = turns.get(s);
            add(s, turn, NOTHING, new BitSet(), 0);
            List<Bid> bids = auction.bidders().get(turn.bidder);
            for (int k = 0; k < bids.size(); k++) {
                if (!bids.get(k).goods().intersects(turn.gone)) {
                    add(
                            s,
                            turn,
                            "her bid " + (k + 1),
                            bids.get(k).goods(),
                            bids.get(k).price());
                }
            }
        }
        double[] initial = new double[turns.size()];
        initial[0] = 1;
        Marketplace market = new Marketplace(
                name,
                "",
                new Horizon.Finite(),
                0,
                agents(owners),
                new Marketplace.Labels(
                        turns.stream().map(Turn::title).toList(),
                        List.copyOf(names.keySet()),
                        List.of(Marketplace.SURE)),
                List.of(Reals.of(1)),
                Reals.of(initial),
                actions,
                List.of());
        return new Expansion(market, List.of());
    }

    private int number(Turn turn) {
        Integer known = numbers.putIfAbsent(turn, numbers.size());
        if (known == null) {
            turns.add(turn);
        }
        return known == null ? turns.size() - 1 : known;
    }

    private void add(int state, Turn turn, String action, BitSet goods, double price) {
        if (actions.size() == MOST_ACTIONS) {
            throw Refusal.of(
                    "bidders of this auction can be served in more than " + MOST_ACTIONS
                            + " ways, counted bidder by bidder with the goods that are gone",
                    "Maybe fewer bids, or goods that fewer bidders want.");
        }
        Map<Integer, Double> next = new LinkedHashMap<>();
        if (turn.bidder + 1 < auction.bidders().size()) {
            BitSet gone = (BitSet) turn.gone.clone();
            gone.or(goods);
            gone.and(wanted.get(turn.bidder + 1));
            next.put(number(new Turn(turn.bidder + 1, gone)), 1.0);
        }
        names.putIfAbsent(action, names.size());
        BitSet first = new BitSet();
        first.set(0);
        actions.add(new MarketAction(
                state,
                names.getOrDefault(action, 0),
                new MarketAction.Condition(first, first, new BitSet(), new BitSet()),
                new MarketAction.Effect(
                        next,
                        price == 0 ? Map.of() : Map.of(turn.bidder, new Payoff.Linear(Reals.of(price), 0)),
                        0,
                        Map.of(),
                        Map.of())));
    }

    private List<MarketAgent> agents(RewardOwners owners) {
        List<MarketAgent> agents = new ArrayList<>();
        for (int i = 0; i < auction.bidders().size(); i++) {
            String bidder = "bidder " + i;
            agents.add(owners.agents().stream()
                    .filter(agent -> agent.name().equals(bidder))
                    .findFirst()
                    .orElse(new MarketAgent(bidder, owners.types())));
        }
        owners.requireBidders(agents);
        return agents;
    }
}
