package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.ama.menu.MenuWorld;
import org.dynama.ama.menu.ProposedMenu;
import org.dynama.ama.menu.batch.MenuSums;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Adam;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * Ascends the policies of a menu, a logit for each action in each state, together with its boosts. For small worlds, in which
 * every entry's table fits, and where no action needs anybody or costs her: there any policy may be an entry.
 *
 * @param environment of the menu
 * @param objective what is maximized
 * @param settings of the search
 * @param unit of money: what one agent typically earns
 */
record PolicyAscent(Environment environment, Objective objective, MenuSettings settings, double unit) {
    private static final int LARGEST = 20_000;
    private static final double HOT = 0.02;
    private static final double COLD = 0.005;
    private static final double LAST = 0.05;
    /** What a policy gives to actions that it would not take, at first. */
    private static final double SOFT = 0.01;
    /** Odds below are dropped in the end. */
    private static final double NEGLIGIBLE = 1e-3;
    /** How far a logit moves where a boost, in units, moves by one. */
    private static final double LOGIT = 5;

    /** Whether the world and a menu of so many entries are small enough, and every policy may be an entry. */
    boolean fits(int entries) {
        return entries * (double) environment.mdp().pairCount() <= LARGEST
                && environment.absence() instanceof Absence.ZeroReward
                && environment.nobodyLoses()
                && PolicySlopes.isKnown(environment, objective);
    }

    /** The end of an ascent; a policy that has become another one's twin ends it early. */
    ProposedMenu run(Menu menu, AmaParameters start, String phase, MenuWatcher watcher) {
        int[] pairs = IntStream.range(0, environment.mdp().pairCount()).toArray();
        PolicyFlow flow = new PolicyFlow(environment.mdp(), pairs);
        PolicySlopes slopes = new PolicySlopes(environment, objective);
        RandomStream stream = new RandomStream(settings.seed(), "menu/" + phase);
        long stride = (settings.profiles() + Profiles.BLOCK - 1) / Profiles.BLOCK * (long) Profiles.BLOCK;
        Adam ascent = Adam.at(point(menu, start, pairs));
        for (int step = 0; step < settings.steps(); step++) {
            double done = (double) step / settings.steps();
            double[] point = ascent.point().toArray();
            Menu here = menu(menu.names(), pairs, flow, point, 0);
            if (here.size() < menu.size()) {
                break;
            }
            Profiles profiles = Profiles.draw(environment.agents(), stream, step * stride, settings.profiles());
            double temperature = unit * HOT * Math.pow(COLD / HOT, done);
            try (MenuGradient gradient =
                    new MenuGradient(MenuWorld.of(environment, here), objective, settings.threads(), true)) {
                MenuSample sample = gradient.at(parameters(start, point, menu.size()), profiles, temperature, false);
                double rate = settings.step() * (LAST + (1 - LAST) * (1 + Math.cos(Math.PI * done)) / 2);
                Reals slope = Reals.of(gradient(sample.means(), pairs, flow, slopes, point));
                ascent = ascent.ascend(slope.times(1 / objective.size()).toArray(), rate);
                watcher.at(phase, step + 1, done, Estimate.of(sample.values()));
            }
        }
        double[] end = ascent.point().toArray();
        Menu sharp = menu(menu.names(), pairs, flow, end, NEGLIGIBLE);
        return new ProposedMenu(sharp, parameters(start, end, menu.size()));
    }

    private double[] point(Menu menu, AmaParameters start, int... pairs) {
        int actions = environment.mdp().actionCount();
        double[] point = new double[menu.size() * (1 + pairs.length)];
        for (int k = 0; k < menu.size(); k++) {
            double[] odds = new double[environment.mdp().pairCount()];
            for (int m = menu.begin(k); m < menu.end(k); m++) {
                odds[menu.pair(m)] = menu.probability(m);
            }
            point[k] = start.boosts().get(k) / unit;
            for (int m = 0; m < pairs.length; m++) {
                point[menu.size() + k * pairs.length + m] = Math.log(odds[pairs[m]] + SOFT / actions) / LOGIT;
            }
        }
        return point;
    }

    private AmaParameters parameters(AmaParameters start, double[] point, int entries) {
        double[] boosts = Arrays.stream(point, 0, entries).map(x -> unit * x).toArray();
        return new AmaParameters(start.weights(), Reals.of(boosts));
    }

    private static double[] logits(double[] point, int k, int entries, int length) {
        int from = entries + k * length;
        return Arrays.stream(point, from, from + length).map(x -> LOGIT * x).toArray();
    }

    private Menu menu(List<String> names, int[] pairs, PolicyFlow flow, double[] point, double least) {
        MenuBuilder builder = Menu.of(environment.mdp());
        for (int k = 0; k < names.size(); k++) {
            flow.visits(logits(point, k, names.size(), pairs.length));
            double[] odds = new double[environment.mdp().pairCount()];
            double[] probabilities = flow.probabilities();
            for (int m = 0; m < pairs.length; m++) {
                odds[pairs[m]] = probabilities[m] < least ? 0 : probabilities[m];
            }
            builder.add(names.get(k), pair -> odds[pair]);
        }
        return builder.build();
    }

    private double[] gradient(MenuSums sums, int[] pairs, PolicyFlow flow, PolicySlopes slopes, double... point) {
        int entries = sums.boosts.length;
        double[] gradient = new double[point.length];
        System.arraycopy(sums.boosts, 0, gradient, 0, entries);
        for (int k = 0; k < entries; k++) {
            flow.visits(logits(point, k, entries, pairs.length));
            double[] own = flow.pullback(slopes.visits(pairs, sums, k));
            for (int m = 0; m < own.length; m++) {
                gradient[entries + k * own.length + m] = LOGIT * own[m] / unit;
            }
        }
        return gradient;
    }
}
