package org.dynama.baseline;

import java.util.Arrays;
import org.dynama.model.Profiles;
import org.dynama.world.Environment;

/**
 * What happens in one profile where prices are posted: for each unit of a component of her type that an agent enjoys. Agents choose one after another, in
 * their order: each the policies that
 * leave her the most after prices, of those that the ones before her like equally; among these, those that she pays the most for,
 * since it is all the same to her. The designer chooses from what is left.
 *
 * <p>What an agent would pay at least, whatever of it she chose, is given back to her: her report does not change it.
 */
final class OfferedChoices implements PostedRule {
    /** Of the money in a run: values that differ by less are alike. */
    private static final double ALIKE = 1e-11;

    private final Environment environment;
    private final PolicyChoice choice;
    private final double visits;
    private final PostedAmounts amounts;

    /** @param byStage whether an agent has a price for each stage, else one for all */
    OfferedChoices(Environment environment, boolean byStage) {
        this.environment = environment;
        choice = new PolicyChoice(environment.mdp());
        visits = PolicyChoice.visits(environment.mdp());
        amounts = new PostedAmounts(environment, byStage);
    }

    @Override
    public int stages() {
        return amounts.stages();
    }

    @Override
    public Outcome play(double[][] prices, Profiles reports, Profiles types, int b) {
        int n = environment.agentCount();
        double[][] sums = amounts.by(prices, reports, b);
        double[] designer = sums[2 * n];
        boolean[] allowed = choice.all();
        double[] back = new double[n];
        double[] kept = new double[designer.length];
        for (int i = 0; i < n; i++) {
            double[] pays = sums[n + i];
            double tolerance = tolerance(sums[i], pays);
            Arrays.setAll(kept, pair -> -pays[pair]);
            double least = -choice.best(kept, allowed, tolerance);
            back[i] = least > tolerance ? least : 0;
            double[] earns = sums[i];
            Arrays.setAll(kept, pair -> earns[pair] - pays[pair]);
            choice.keepOptimal(kept, allowed, tolerance);
            choice.keepOptimal(pays, allowed, tolerance);
        }
        choice.keepOptimal(designer, allowed, tolerance(designer, designer));
        double[] expected = choice.expected(amounts.by(prices, types, b), allowed);
        return Outcome.of(expected, back);
    }

    private double tolerance(double[] first, double[] second) {
        double largest = 0;
        for (int pair = 0; pair < first.length; pair++) {
            largest = Math.max(largest, Math.max(Math.abs(first[pair]), Math.abs(second[pair])));
        }
        return ALIKE * largest * visits;
    }
}
