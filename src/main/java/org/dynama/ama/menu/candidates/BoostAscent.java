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
 * Ascends a menu's boosts, one for each orbit, and weights where they are searched: fresh profiles for every step, a softmax
 * that cools, steps that shrink.
 *
 * @param gradient of the menu
 * @param agents who draw types
 * @param orbits by entry; shape {@code [K]}
 * @param settings of the search
 * @param unit of money: what one agent typically earns
 */
record BoostAscent(
        MenuGradient gradient, List<Agent> agents, List<Integer> orbits, MenuSettings settings, double unit) {
    private static final double HOT = 0.05;
    private static final double COLD = 0.005;
    private static final double LAST = 0.05;

    /** The end of an ascent. */
    AmaParameters from(AmaParameters start, String phase, MenuWatcher watcher) {
        int groups = orbits.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        double mean = start.weights().stream().map(Math::log).sum() / agents.size();
        Adam ascent = Adam.at(point(start, groups, mean));
        RandomStream stream = new RandomStream(settings.seed(), "menu/" + phase);
        long stride = (settings.profiles() + Profiles.BLOCK - 1) / Profiles.BLOCK * (long) Profiles.BLOCK;
        for (int step = 0; step < settings.steps(); step++) {
            double done = (double) step / settings.steps();
            Profiles profiles = Profiles.draw(agents, stream, step * stride, settings.profiles());
            AmaParameters here = parameters(ascent.point(), groups, mean);
            double temperature = unit * HOT * Math.pow(COLD / HOT, done);
            MenuGradient.Sample sample = gradient.at(here, profiles, temperature);
            double rate = settings.step() * (LAST + (1 - LAST) * (1 + Math.cos(Math.PI * done)) / 2);
            ascent = ascent.ascend(gradient(sample, here, groups), rate);
            watcher.at(phase, step + 1, done, Estimate.of(sample.values()));
        }
        return parameters(ascent.point(), groups, mean);
    }

    private double[] point(AmaParameters start, int groups, double mean) {
        double[] point = new double[groups + (settings.weights() ? agents.size() : 0)];
        double[] counts = new double[groups];
        for (int k = 0; k < orbits.size(); k++) {
            point[orbits.get(k)] += start.boosts().get(k) / unit;
            counts[orbits.get(k)]++;
        }
        for (int g = 0; g < groups; g++) {
            point[g] /= Math.max(1, counts[g]);
        }
        for (int i = groups; i < point.length; i++) {
            point[i] = Math.log(start.weights().get(i - groups)) - mean;
        }
        return point;
    }

    private AmaParameters parameters(Reals point, int groups, double mean) {
        double[] boosts = new double[orbits.size()];
        Arrays.setAll(boosts, k -> unit * point.get(orbits.get(k)));
        double[] weights = new double[agents.size()];
        Arrays.setAll(weights, i -> point.size() == groups ? 1 : Math.exp(mean + point.get(groups + i)));
        return new AmaParameters(Reals.of(weights), Reals.of(boosts));
    }

    private double[] gradient(MenuGradient.Sample sample, AmaParameters here, int groups) {
        double[] slopes = new double[groups + (settings.weights() ? agents.size() : 0)];
        for (int k = 0; k < orbits.size(); k++) {
            slopes[orbits.get(k)] += sample.boosts()[k];
        }
        double mean = 0;
        for (int i = groups; i < slopes.length; i++) {
            slopes[i] = sample.weights()[i - groups] * here.weights().get(i - groups) / unit;
            mean += slopes[i] / agents.size();
        }
        for (int i = groups; i < slopes.length; i++) {
            slopes[i] -= mean;
        }
        return slopes;
    }
}
