package org.dynama.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.world.Environment;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.Marketplace;

/** A market to one who knows all types: an MDP whose states carry period, public state, draw and everybody's type. */
final class KnownTypes {
    private static final double MOST_ENTRIES = 4e6;
    private static final double MOST_PAIRS = 4e6;

    /** A state with everybody's type. */
    private record Joint(int period, int state, int draw, List<Integer> types) {}

    private final FiniteMarket market;
    private final Map<Joint, Integer> numbers = new HashMap<>();
    private final List<Joint> states = new ArrayList<>();

    private KnownTypes(Marketplace market) {
        this.market = FiniteMarket.of(market);
    }

    /** Why there is no such MDP, in one sentence; empty where there is. */
    static Optional<String> obstacle(Marketplace market) {
        Optional<String> infinite = FiniteMarket.obstacle(market);
        if (infinite.isPresent()) {
            return infinite;
        }
        FiniteMarket finite = FiniteMarket.of(market);
        double draws = market.labels().draws().size();
        double entries = 0;
        for (MarketAction action : market.actions()) {
            double moves = action.effect().next().size()
                    * draws
                    * action.condition().draws().cardinality()
                    * action.condition().periods().cardinality();
            for (int i = 0; i < finite.agents(); i++) {
                moves *= moves(finite, action, i);
            }
            entries += moves;
        }
        double pairs = finite.profiles()
                * market.stages()
                * draws
                * market.labels().states().size()
                * market.labels().actions().size();
        return entries <= MOST_ENTRIES && pairs <= MOST_PAIRS
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "with everybody's types there are up to %.0f state-action pairs and %.0f moves between states, and there"
                                + " must be at most %.0f of each",
                        pairs,
                        entries,
                        MOST_ENTRIES));
    }

    /** How many ways an agent's type can go, over all that it can be. */
    private static double moves(FiniteMarket market, MarketAction action, int i) {
        return IntStream.range(0, market.types(i))
                .mapToDouble(k -> IntStream.range(0, market.types(i))
                        .filter(w -> market.moved(i, action, k)[w] > 0)
                        .count())
                .sum();
    }

    /**
     * The environment, in which agents have one type each, of one number, 0, and earn constants.
     *
     * @param market whose {@link #obstacle} is empty
     */
    static Environment of(Marketplace market) {
        return new KnownTypes(market).environment();
    }

    private Environment environment() {
        Marketplace world = market.market();
        Map<Joint, Double> first = new HashMap<>();
        double[] initial = market.initial();
        for (int s = 0; s < initial.length; s++) {
            List<double[]> chances = IntStream.range(0, market.agents())
                    .mapToObj(market::initial)
                    .toList();
            if (initial[s] > 0) {
                arrive(0, s, initial[s], chances, first);
            }
        }
        List<Map<Integer, Map<Joint, Double>>> rows = new ArrayList<>();
        for (int n = 0; n < states.size(); n++) {
            rows.add(row(states.get(n)));
        }
        int actions = world.labels().actions().size();
        Transitions.Builder transitions = new Transitions.Builder(states.size(), actions);
        for (int n = 0; n < rows.size(); n++) {
            int here = n;
            rows.get(n).forEach((a, next) -> {
                transitions.end(here, a);
                next.forEach((joint, p) -> transitions.to(here, a, number(joint), Math.min(1, p)));
            });
        }
        double[] start = new double[states.size()];
        first.forEach((joint, p) -> start[number(joint)] = p);
        List<String> names = IntStream.range(0, start.length)
                .mapToObj(n -> world.labels().states().get(states.get(n).state) + " #" + n)
                .toList();
        Mdp mdp = new Mdp(names, world.labels().actions(), transitions.build(), Reals.of(start), world.horizon());
        DiscreteTypes known = new DiscreteTypes(List.of(Reals.of(0)), Reals.of(1));
        List<Agent> agents = world.agents().stream()
                .map(agent -> new Agent(agent.name(), known))
                .toList();
        return new Environment(world.name(), mdp, agents, rewards(mdp), designer(mdp));
    }

    /** Where each action leads; what it meets for the first time gets a number. */
    private Map<Integer, Map<Joint, Double>> row(Joint here) {
        Map<Integer, Map<Joint, Double>> row = new HashMap<>();
        for (MarketAction action : market.actions(here.period, here.state, here.draw)) {
            Map<Joint, Double> next = new LinkedHashMap<>();
            if (!market.ends(here.period, action)) {
                List<double[]> chances = IntStream.range(0, market.agents())
                        .mapToObj(i -> market.moved(i, action, here.types.get(i)))
                        .toList();
                FiniteMarket.next(action)
                        .forEach((state, p) -> arrive(market.after(here.period), state, p, chances, next));
            }
            row.put(action.action(), next);
        }
        return row;
    }

    /** Adds the chances of a public state with all draws and types. */
    private void arrive(int period, int state, double chance, List<double[]> types, Map<Joint, Double> out) {
        double[] draws = market.draws(period);
        for (int z = 0; z < draws.length; z++) {
            spread(period, state, z, chance * draws[z], types, List.of(), out);
        }
    }

    private void spread(
            int period,
            int state,
            int draw,
            double chance,
            List<double[]> types,
            List<Integer> known,
            Map<Joint, Double> out) {
        if (chance == 0) {
            return;
        }
        if (known.size() == types.size()) {
            Joint joint = new Joint(period, state, draw, known);
            if (numbers.putIfAbsent(joint, states.size()) == null) {
                states.add(joint);
            }
            out.merge(joint, chance, Double::sum);
            return;
        }
        double[] own = types.get(known.size());
        for (int k = 0; k < own.length; k++) {
            List<Integer> more = new ArrayList<>(known);
            more.add(k);
            spread(period, state, draw, chance * own[k], types, List.copyOf(more), out);
        }
    }

    private int number(Joint joint) {
        return Objects.requireNonNull(numbers.get(joint), "a state that is reached");
    }

    private RewardMap rewards(Mdp mdp) {
        RewardMap.Builder builder = new RewardMap.Builder(market.agents(), mdp.pairCount());
        for (int n = 0; n < states.size(); n++) {
            Joint here = states.get(n);
            for (MarketAction action : market.actions(here.period, here.state, here.draw)) {
                for (int i = 0; i < market.agents(); i++) {
                    double reward = market.reward(i, action, here.period, here.types.get(i));
                    if (reward != 0) {
                        builder.add(mdp.pair(n, action.action()), i, RewardMap.CONSTANT, reward);
                    }
                }
            }
        }
        return builder.build();
    }

    private Reals designer(Mdp mdp) {
        double[] designer = new double[mdp.pairCount()];
        for (int n = 0; n < states.size(); n++) {
            Joint here = states.get(n);
            for (MarketAction action : market.actions(here.period, here.state, here.draw)) {
                designer[mdp.pair(n, action.action())] = market.designer(action, here.period);
            }
        }
        return Reals.of(designer);
    }
}
