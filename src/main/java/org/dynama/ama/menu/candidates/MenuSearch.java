package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuWorld;
import org.dynama.ama.menu.ProposedMenu;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;
import org.dynama.world.NormalMoney;
import org.dynama.world.RewardScale;

/**
 * Searches a menu of policies of any world whose rewards add up, and boosts for them.
 *
 * <p>Candidates are the policies that are best for nobody, for each single number of each agent, for the virtual types of drawn
 * profiles, everybody's, everybody's but one agent's and two agents', and what given mechanisms do; with their permutations
 * over exchangeable agents, which share a boost. A menu starts from the families of them that earn most, with the boosts that
 * make virtual types virtual, times a factor; grows by what adds most on common profiles; and ends with ascents of all boosts,
 * each kept only where it earns more on profiles that it has not seen, and without the entries that are never chosen.
 *
 * <p>No promise rests on any of this: whatever the menu and the boosts, the mechanism is truthful.
 */
public final class MenuSearch {
    /** Orbits of the pool are made whole up to so many candidates, beside the menu's size. */
    private static final int POOL = 4;

    private static final int FEW = 1 << 13;
    /** What else there is joins a menu of fewer entries, for its boosts to be raised. */
    private static final int FILLED = 128;

    private static final double ROUNDING = 1e-9;
    private static final int PAIRS = 8;
    private static final int VALIDATION = 1 << 14;
    /** Entries that some profiles do not miss may be of use in others: pruning may lose so many standard errors. */
    private static final double NOTHING = 0.125;

    private static final List<String> PHASES = List.of("boosts", "entries of use", "policies");

    private final NormalMoney money;
    private final Environment environment;
    private final Environment plain;
    private final Objective objective;
    private final MenuSettings settings;
    private final List<AmaParameters> given;

    /**
     * A search.
     *
     * @param objective what is maximized
     * @param given mechanisms of the environment whose policies are candidates, too; may be empty
     * @throws Refusal if rewards count per period, or go by rank
     */
    public MenuSearch(Environment environment, Objective objective, MenuSettings settings, List<AmaParameters> given) {
        money = NormalMoney.of(environment);
        this.environment = money.world();
        this.objective = objective;
        this.settings = settings;
        this.given = given.stream()
                .map(mechanism -> new AmaParameters(
                        mechanism.weights(), mechanism.boosts().with(money::in)))
                .toList();
        environment.rewards().requireNamed("a menu");
        if (environment.mdp().horizon() instanceof Horizon.AverageReward) {
            throw Refusal.of(
                    "the search of a menu needs policies whose rewards add up, and this world counts the average per period",
                    "Maybe a discounted horizon, or a menu of policies of one's own.");
        }
        plain = this.environment.with(environment.absence().taken());
    }

    /** Whether the search is over. */
    public boolean done(MenuState state) {
        return state.phase() >= PHASES.size();
    }

    /** What the next phase does, in words. */
    public String phase(MenuState state) {
        return PHASES.get(Math.min(state.phase(), PHASES.size() - 1));
    }

    /** The last state of a search from its beginning. */
    public MenuState run(MenuWatcher watcher) {
        MenuState state = begin(watcher);
        while (!done(state)) {
            state = advance(state, watcher);
        }
        return state;
    }

    /** Finds candidates and chooses among them: a menu with its first boosts. */
    public MenuState begin(MenuWatcher watcher) {
        return begun(watcher.times(money.unit())).with(money::out);
    }

    private MenuState begun(MenuWatcher watcher) {
        Reserves reserves = Reserves.of(environment, objective);
        Reals weights = Reals.of(settings.weights() ? reserves.weights() : ones());
        Pool pool = pool(reserves, weights);
        Profiles common = draw("common", settings.common());
        try (MenuGradient gradient = new MenuGradient(pool.world(), objective, settings.threads(), false)) {
            Profiles few = common.slice(0, Math.min(common.count(), FEW));
            Bases.Base base = new Bases(pool, gradient, few, weights, settings.size()).best(watcher);
            MenuGrowth growth = new MenuGrowth(pool, gradient, common, weights, base.held(), base.boosts());
            growth.grow(settings.size(), settings.threads(), watcher);
            growth.fill(Math.min(settings.size(), FILLED));
            return chosen(pool, growth, weights);
        }
    }

    private double[] ones() {
        double[] ones = new double[environment.agentCount()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private Pool pool(Reserves reserves, Reals weights) {
        RandomStream stream = new RandomStream(settings.seed(), "menu");
        Seeds seeds = new Seeds(environment, reserves);
        try (PolicyBatch policies = new PolicyBatch(environment, settings.threads())) {
            Exchangeable exchangeable = Exchangeable.of(environment, policies);
            List<Seed> singles = seeds.singles(settings.size());
            List<Seed> lots = singles.stream()
                    .map(seed -> seed.as(seed.name() + ", by lot", Seed.Family.LOTTERY))
                    .toList();
            PoolBuilder builder = new PoolBuilder(environment, policies, exchangeable, weights, settings.threads())
                    .add(List.of(seeds.idle()))
                    .add(singles)
                    .addLotteries(lots)
                    .addLotteries(
                            new Byways(plain, lots, new TieLottery(plain)).seeds(settings.size() - lots.size() - 1))
                    .add(seeds.drawn(stream.child("drawn"), settings.samples()))
                    .addPairs(seeds.whole(stream.child("pairs"), PAIRS * settings.samples()), seeds);
            for (AmaParameters mechanism : given) {
                builder.add(
                        seeds.plain(stream.child("given"), settings.samples()),
                        new AffineWelfare(mechanism.weights(), mechanism.boosts()),
                        mechanism.boosts());
            }
            return builder.build(settings.size(), POOL * settings.size());
        }
    }

    private MenuState chosen(Pool pool, MenuGrowth growth, Reals weights) {
        boolean[] held = growth.held();
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < pool.menu().size(); k++) {
            if (held[pool.orbits().get(k)]) {
                kept.add(k);
            }
        }
        int[] entries = kept.stream().mapToInt(Integer::intValue).toArray();
        double[] boosts = new double[entries.length];
        Arrays.setAll(boosts, at -> growth.boosts()[pool.orbits().get(entries[at])]);
        List<Integer> orbits = numbered(kept.stream().map(pool.orbits()::get).toList());
        Menu menu = pool.menu().only(environment.mdp(), entries);
        List<Integer> kinds = numbered(kept.stream().map(pool::kind).toList());
        return validated(0, menu, orbits, kinds, new AmaParameters(weights, Reals.of(boosts)));
    }

    private static List<Integer> numbered(List<?> groups) {
        List<?> distinct = groups.stream().distinct().toList();
        return groups.stream().map(distinct::indexOf).toList();
    }

    /**
     * The next phase.
     *
     * @throws IllegalArgumentException if the search is over, or the state's menu is of another world
     */
    public MenuState advance(MenuState state, MenuWatcher watcher) {
        MenuState here = state.with(money::in);
        MenuWatcher told = watcher.times(money.unit());
        MenuState next = switch (state.phase()) {
            case 0 -> ascended(here, told);
            case 1 -> pruned(here);
            default -> refined(here, told);
        };
        return next.with(money::out);
    }

    /** In small worlds: policies and boosts together, each entry for itself. */
    private MenuState refined(MenuState state, MenuWatcher watcher) {
        int phases = state.phase() + 1;
        double unit;
        try (MenuGradient gradient = gradient(state.menu())) {
            unit = unit(gradient, state.parameters());
        }
        PolicyAscent ascent = new PolicyAscent(plain, objective, settings, unit);
        if (settings.steps() == 0 || !ascent.fits(state.menu().size())) {
            return state.at(phases);
        }
        ProposedMenu end = ascent.run(state.menu(), state.parameters(), phase(state), watcher);
        if (end.menu().size() < state.menu().size()) {
            return state.at(phases);
        }
        List<Integer> own = IntStream.range(0, end.menu().size()).boxed().toList();
        MenuState next = validated(phases, end.menu(), own, own, end.parameters());
        watcher.at(phase(state), 0, 1, next.validation());
        return next.validation().mean() > state.validation().mean() ? next : state.at(phases);
    }

    private MenuState ascended(MenuState state, MenuWatcher watcher) {
        try (MenuGradient gradient = gradient(state.menu())) {
            double unit = unit(gradient, state.parameters());
            AmaParameters end =
                    new BoostAscent(gradient, environment.agents(), state, settings, unit).run(phase(state), watcher);
            MenuState next = validated(state.phase() + 1, state.menu(), state.orbits(), state.kinds(), end);
            watcher.at(phase(state), 0, 1, next.validation());
            boolean isBetter = next.validation().mean() > state.validation().mean();
            return isBetter ? next : state.at(next.phase());
        }
    }

    /** The largest reward times the power of two with which it is at or just below what all agents earn on average, by agent. */
    private double unit(MenuGradient gradient, AmaParameters parameters) {
        Profiles few = draw("unit", Profiles.BLOCK);
        double sum = gradient.evaluation(parameters, few).earned() / environment.agentCount();
        double most = RewardScale.largest(environment);
        // In other money the quotient differs by rounding, which must not halve the unit.
        return sum > 0 ? Math.scalb(most, Math.getExponent(sum / most * (1 + ROUNDING))) : most;
    }

    private MenuState pruned(MenuState state) {
        try (MenuGradient gradient = gradient(state.menu())) {
            long[] chosen = gradient.evaluation(state.parameters(), draw("pruning", VALIDATION))
                    .needed();
            int[] kept =
                    IntStream.range(0, chosen.length).filter(k -> chosen[k] > 0).toArray();
            if (kept.length < 2) {
                return state.at(state.phase() + 1);
            }
            double[] boosts = Arrays.stream(kept)
                    .mapToDouble(state.parameters().boosts()::get)
                    .toArray();
            List<Integer> orbits =
                    numbered(Arrays.stream(kept).mapToObj(state.orbits()::get).toList());
            Menu menu = state.menu().only(environment.mdp(), kept);
            AmaParameters parameters = new AmaParameters(state.parameters().weights(), Reals.of(boosts));
            List<Integer> kinds =
                    numbered(Arrays.stream(kept).mapToObj(state.kinds()::get).toList());
            MenuState next = validated(state.phase() + 1, menu, orbits, kinds, parameters);
            double lost = state.validation().mean() - next.validation().mean();
            return lost <= NOTHING * state.validation().standardError() ? next : state.at(next.phase());
        }
    }

    private MenuState validated(
            int phase, Menu menu, List<Integer> orbits, List<Integer> kinds, AmaParameters parameters) {
        try (MenuGradient gradient = gradient(menu)) {
            Estimate estimate = Estimate.of(gradient.evaluation(parameters, draw("validation", VALIDATION))
                    .values());
            return new MenuState(phase, menu, orbits, kinds, parameters, estimate);
        }
    }

    private MenuGradient gradient(Menu menu) {
        return new MenuGradient(MenuWorld.open(environment, menu), objective, settings.threads(), false);
    }

    private Profiles draw(String name, int count) {
        return Profiles.draw(environment.agents(), new RandomStream(settings.seed(), "menu/" + name), 0, count);
    }
}
