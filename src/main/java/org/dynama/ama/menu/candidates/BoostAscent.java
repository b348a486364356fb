package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import java.util.List;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.Adam;
import org.dynama.model.Agent;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;

/**
 * Ascends a menu's boosts, and weights where they are searched: fresh profiles for every step, a softmax that cools, steps that
 * shrink. A boost is a sum, of a number that its kind shares and of a smaller one of its orbit: entries that are seldom chosen
 * learn with others of their kind.
 *
 * @param gradient of the menu
 * @param agents who draw types
 * @param start where it begins; a state's orbits and kinds are the coordinates
 * @param settings of the search
 * @param unit of money: what one agent typically earns
 */
record BoostAscent(MenuGradient gradient, List<Agent> agents, MenuState start, MenuSettings settings, double unit) {
    private static final double HOT = 0.05;
    private static final double COLD = 0.005;
    private static final double LAST = 0.05;
    /** Steps of an orbit's own number beside those of its kind's: a whole one for few orbits, a tenth for many. */
    private static final double FEW = 50;

    private static final double SMALLEST = 0.1;

    /** The end of an ascent. */
    AmaParameters run(String phase, MenuWatcher watcher) {
        int kinds = count(start.kinds());
        int boosts = kinds + count(start.orbits());
        int size = boosts + (settings.weights() ? agents.size() : 0);
        Adam ascent = Adam.at(new double[size]);
        RandomStream stream = new RandomStream(settings.seed(), "menu/" + phase);
        long stride = (settings.profiles() + Profiles.BLOCK - 1) / Profiles.BLOCK * (long) Profiles.BLOCK;
        for (int step = 0; step < settings.steps(); step++) {
            double done = (double) step / settings.steps();
            Profiles profiles = Profiles.draw(agents, stream, step * stride, settings.profiles());
            AmaParameters here = parameters(ascent.point(), kinds, boosts);
            double temperature = unit * HOT * Math.pow(COLD / HOT, done);
            MenuSample sample = gradient.at(here, profiles, temperature, settings.weights());
            double rate = settings.step() * (LAST + (1 - LAST) * (1 + Math.cos(Math.PI * done)) / 2);
            Reals slopes = Reals.of(slopes(sample, here, kinds, boosts, size));
            ascent = ascent.ascend(slopes.times(1 / gradient.objective.size()).toArray(), rate);
            watcher.at(phase, step + 1, done, Estimate.of(sample.values()));
        }
        return parameters(ascent.point(), kinds, boosts);
    }

    private double own() {
        return Math.max(SMALLEST, Math.min(1, FEW / count(start.orbits())));
    }

    private static int count(List<Integer> groups) {
        return groups.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }

    private AmaParameters parameters(Reals point, int kinds, int all) {
        double share = own();
        double[] boosts = new double[start.orbits().size()];
        Arrays.setAll(boosts, k -> {
            double own = point.get(kinds + start.orbits().get(k));
            return start.parameters().boosts().get(k)
                    + unit * (point.get(start.kinds().get(k)) + share * own);
        });
        double[] weights = start.parameters().weights().toArray();
        for (int i = 0; i < weights.length && point.size() > all; i++) {
            weights[i] *= Math.exp(point.get(all + i));
        }
        return new AmaParameters(Reals.of(weights), Reals.of(boosts));
    }

    private double[] slopes(MenuSample sample, AmaParameters here, int kinds, int boosts, int size) {
        double share = own();
        double[] slopes = new double[size];
        for (int k = 0; k < start.orbits().size(); k++) {
            slopes[start.kinds().get(k)] += sample.means().boosts[k];
            slopes[kinds + start.orbits().get(k)] += share * sample.means().boosts[k];
        }
        double mean = 0;
        for (int i = 0; i < size - boosts; i++) {
            slopes[boosts + i] = sample.means().weights[i] * here.weights().get(i) / unit;
            mean += slopes[boosts + i] / agents.size();
        }
        for (int i = boosts; i < size; i++) {
            slopes[i] -= mean;
        }
        return slopes;
    }
}
