package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuFeatures;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * Makes a menu readable: what its entries do, how often each is chosen, and its price for each agent.
 *
 * @param chosen shape {@code [K]}; how often
 * @param means one profile: the mean type of every agent
 */
record MenuTable(OfferedMenu offered, AmaParameters parameters, Reals chosen, Profiles means) {
    /** Entries that a record shows. */
    private static final int SHOWN = 100;

    /** Actions that an entry is described by. */
    private static final int ACTIONS = 3;

    /**
     * The table.
     *
     * @param solvers of the menu's world
     */
    MenuRecord record(Solvers solvers) {
        double[][] prices = prices(solvers);
        List<Integer> shown = IntStream.range(0, offered.menu().size())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -chosen.get(k)))
                .limit(SHOWN)
                .toList();
        List<MenuRecord.Row> rows = new ArrayList<>();
        for (int k : shown) {
            Map<String, Double> byAgent = new LinkedHashMap<>();
            for (int i = 0; i < prices.length; i++) {
                byAgent.put(name(i), prices[i][k]);
            }
            rows.add(new MenuRecord.Row(
                    offered.menu().name(k), chosen.get(k), parameters.boosts().get(k), enjoyed(k), does(k), byAgent));
        }
        return new MenuRecord(offered.menu().size(), rows, offered.bound());
    }

    private String name(int agent) {
        return offered.world().agents().get(agent).name();
    }

    /** Shape {@code [n][K]}. */
    private double[][] prices(Solvers solvers) {
        Environment choice = offered.choice();
        AffineMaximizer mechanism = new AffineMaximizer(choice, parameters);
        double[][] prices = new double[choice.agentCount()][];
        for (int i = 0; i < prices.length; i++) {
            int agent = i;
            AffineWelfare others = mechanism.grand().without(i);
            double[] without = new double[1];
            solvers.<Double>forEach(
                    1,
                    (solver, from, to) -> mechanism
                            .marginal(agent)
                            .values(new DpMaximizer(solver, choice.losses(), DpMaximizer.Bounds.NONE), means)
                            .value(0),
                    value -> without[0] = value);
            prices[i] = IntStream.range(0, offered.menu().size())
                    .mapToDouble(k -> (without[0] - others.coefficient(choice.rewards(), k, means, 0))
                            / parameters.weights().get(agent))
                    .toArray();
        }
        return prices;
    }

    private Map<String, List<Double>> enjoyed(int k) {
        MenuFeatures features = offered.features();
        Map<String, List<Double>> enjoyed = new LinkedHashMap<>();
        for (int i = 0; i < features.agents(); i++) {
            int agent = i;
            List<Double> hers = IntStream.range(
                            0, offered.world().agents().get(i).types().dimension())
                    .mapToObj(x -> features.enjoyed(k, agent, x))
                    .toList();
            if (hers.stream().anyMatch(share -> share != 0)) {
                enjoyed.put(name(i), hers);
            }
        }
        return enjoyed;
    }

    private Map<String, Double> does(int k) {
        Menu menu = offered.menu();
        List<String> actions = offered.world().mdp().actions();
        double[] often = new double[actions.size()];
        for (int m = menu.begin(k); m < menu.end(k); m++) {
            often[offered.world().mdp().actionOf(menu.pair(m))] +=
                    offered.visits().visits(m);
        }
        Map<String, Double> does = new LinkedHashMap<>();
        if (offered.world().mdp().stateCount() == 1) {
            // A lottery over actions: what agents enjoy says it.
            return does;
        }
        IntStream.range(0, often.length)
                .boxed()
                .filter(a -> often[a] > 0)
                .sorted(Comparator.comparingDouble(a -> -often[a]))
                .limit(ACTIONS)
                .forEach(a -> does.put(actions.get(a), often[a]));
        return does;
    }
}
