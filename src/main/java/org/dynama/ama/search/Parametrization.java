package org.dynama.ama.search;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.LoopLengths;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.RewardScale;

/**
 * The coordinates in which a search moves: what boosts have beyond the designer's own reward, in units of the rewards that
 * they compete with, then log-weights; VCG is the origin. Where runs need not end, boosts of pairs by which they go on stay the
 * designer's reward: anything more could add up without an end. Weights are normalised to geometric mean one, since a common factor of weights and boosts changes
 * nothing.
 */
final class Parametrization {
    private final Sharing sharing;
    private final double[] scale;
    /** Shape {@code [P]}. */
    private final double[] designer;

    /** Pairs by which a run may go on for ever: boosts there could add up without an end. */
    private final BitSet loops;

    /** Actions outside loops that a run takes at most; 0 without loops. */
    private final double outside;
    /** Pairs that end a run: what all of them earn more changes no choice but whether to stay for ever, and no payment. */
    private final BitSet ends = new BitSet();

    private final int agents;
    private final boolean weights;

    Parametrization(Environment environment, Sharing sharing, boolean weights) {
        this.sharing = sharing;
        this.weights = weights;
        agents = environment.agentCount();
        Mdp mdp = environment.mdp();
        loops = mdp.horizon() instanceof Horizon.Total ? Endlessness.loops(mdp) : new BitSet();
        outside = loops.isEmpty() ? 0 : LoopLengths.outside(mdp);
        mdp.allPairs().stream()
                .filter(pair ->
                        mdp.transitions().begin(pair) == mdp.transitions().end(pair))
                .forEach(ends::set);
        designer = environment.designer().toArray();
        scale = new double[sharing.size()];
        double[] pairs = RewardScale.of(environment);
        for (int pair = 0; pair < pairs.length; pair++) {
            int group = sharing.groupOf(pair);
            scale[group] = Math.max(scale[group], Math.max(pairs[pair], Math.abs(designer[pair])));
        }
        double unit = RewardScale.largest(environment);
        for (int g = 0; g < scale.length; g++) {
            scale[g] = scale[g] > 0 ? scale[g] : unit;
        }
    }

    Sharing sharing() {
        return sharing;
    }

    /** The number of coordinates. */
    int size() {
        return sharing.size() + (weights ? agents : 0);
    }

    /** Whether a point stands for a mechanism: its numbers are finite, and its weights have not under- or overflowed. */
    boolean isMechanism(double[] point) {
        try {
            parameters(point);
            return true;
        } catch (IllegalArgumentException exception) {
            return false;
        }
    }

    /** The mechanism at a point. */
    AmaParameters parameters(double[] point) {
        double[] free = new double[sharing.size()];
        Arrays.setAll(free, g -> point[g] * scale[g]);
        double[] w = new double[agents];
        Arrays.fill(w, 1);
        if (weights) {
            double mean = 0;
            for (int i = 0; i < agents; i++) {
                mean += point[sharing.size() + i] / agents;
            }
            for (int i = 0; i < agents; i++) {
                w[i] = Math.exp(point[sharing.size() + i] - mean);
            }
        }
        double[] boosts = sharing.spread(free);
        loops.stream().forEach(pair -> boosts[pair] = 0);
        double least =
                outside == 0 ? 0 : Math.min(0, Arrays.stream(boosts).min().orElse(0));
        Arrays.setAll(boosts, pair -> boosts[pair] + designer[pair] - (ends.get(pair) ? outside * least : 0));
        return new AmaParameters(Reals.of(w), Reals.of(boosts));
    }

    /** The point nearest to a mechanism, weights normalised. */
    double[] point(AmaParameters parameters) {
        double[] point = new double[size()];
        double mean = parameters.weights().stream().map(Math::log).sum() / agents;
        double[] boosts = parameters.boosts().toArray();
        Arrays.setAll(boosts, pair -> boosts[pair] / Math.exp(mean) - designer[pair]);
        double[] free = sharing.average(boosts);
        for (int g = 0; g < free.length; g++) {
            point[g] = free[g] / scale[g];
        }
        for (int i = 0; i < agents && weights; i++) {
            point[sharing.size() + i] = Math.log(parameters.weights().get(i));
        }
        return point;
    }

    /** The gradient in these coordinates. */
    double[] gradient(AmaParameters parameters, ObjectiveGradient.Step step) {
        double[] gradient = new double[size()];
        double[] slopes = step.boosts().toArray();
        loops.stream().forEach(pair -> slopes[pair] = 0);
        double[] free = sharing.gather(slopes);
        for (int g = 0; g < free.length; g++) {
            gradient[g] = free[g] * scale[g];
        }
        double mean = 0;
        for (int i = 0; i < agents && weights; i++) {
            gradient[sharing.size() + i] =
                    step.weights().get(i) * parameters.weights().get(i);
            mean += gradient[sharing.size() + i] / agents;
        }
        for (int k = sharing.size(); k < gradient.length; k++) {
            gradient[k] -= mean;
        }
        return gradient;
    }
}
