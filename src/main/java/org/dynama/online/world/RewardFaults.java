package org.dynama.online.world;

import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Mdp;
import org.dynama.world.file.MarketFaults;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.Marketplace;

/** Rewards that nobody could learn, as they are more than the ceiling or less than nothing: all of them, each at its place. */
final class RewardFaults {
    private final ObservedWorld world;
    private final MarketFaults places;
    private final Faults faults;

    private RewardFaults(ObservedWorld world) {
        this.world = world;
        places = new MarketFaults(world.read());
        faults = new Faults(places.source());
    }

    /**
     * Looks through a market.
     *
     * @param designer whether the designer's rewards have a range, too
     * @throws org.dynama.config.ConfigException with every fault
     */
    static void throwIfAny(ObservedWorld world, boolean designer) {
        RewardFaults all = new RewardFaults(world);
        List<String> names = world.read().market().agents().stream()
                .map(agent -> agent.name())
                .toList();
        for (int i = 0; i < names.size(); i++) {
            int agent = i;
            double most = world.unit();
            double[] rewards =
                    world.pairs().mapToDouble(pair -> world.reward(agent, pair)).toArray();
            all.find(Document.join("rewards", names.get(i)), rewards, most, "observation.ceiling");
        }
        if (designer) {
            double given = world.observation().designerCeiling();
            double[] rewards = world.environment().designer().toArray();
            all.find("designer", rewards, given > 0 ? given : Double.MAX_VALUE, "observation.designerCeiling");
        }
        all.faults.throwIfAny();
    }

    private void find(String key, double[] rewards, double most, String ceiling) {
        double largest = world.pairs().mapToDouble(pair -> rewards[pair]).max().orElse(0);
        world.pairs().forEach(pair -> {
            double reward = rewards[pair];
            if (!(reward >= 0 && reward / most <= 1)) {
                boolean isNegative = reward < 0;
                String rule = "comes to " + reward + " and must "
                        + (isNegative ? "not be less than 0" : "be at most " + ceiling + " = " + most);
                add(pair, key, rule, "Maybe " + (isNegative ? "0" : ceiling + ": " + largest) + ".");
            }
        });
    }

    /** At the action that a pair is; of the whole file where states carry draws, and several actions may be meant. */
    private void add(int pair, String key, String rule, String hint) {
        Mdp mdp = world.environment().mdp();
        Marketplace market = world.read().market();
        List<MarketAction> actions = market.actions();
        String wanted = mdp.pairName(pair);
        int e = 0;
        while (e < actions.size() && !name(market, actions.get(e)).equals(wanted)) {
            e++;
        }
        faults.add(
                e < actions.size()
                        ? places.worth(e, key, rule, hint)
                        : places.whole(key + " of \"" + wanted + "\" " + rule, hint));
    }

    private static String name(Marketplace market, MarketAction action) {
        return market.labels().states().get(action.state()) + ": "
                + market.labels().actions().get(action.action());
    }
}
