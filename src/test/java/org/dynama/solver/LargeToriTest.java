package org.dynama.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.soft.SparseRegularized;
import org.dynama.world.Gridworld;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The joint entropy of deterministic worlds past 600 states, which conjugate gradients solve, is held against what makes it optimal. */
class LargeToriTest {
    private static final double TEMPERATURE = 0.5;

    private static int next(Mdp mdp, int pair) {
        return mdp.transitions().next(mdp.transitions().begin(pair));
    }

    @Test
    void eliminationEndsAt600States() {
        assertThat(SparseRegularized.suitsJoint(Gridworld.torus(2, 24).mdp())).isFalse();
        assertThat(SparseRegularized.suitsJoint(Gridworld.torus(2, 25).mdp())).isTrue();
    }

    /**
     * Visits flow, and {@code V(s) = c(s,a) - alpha (log nu(s,a) + 1) + gamma V(s')} for one V and all actions: follow the first
     * action for ever to find V, and every other action must agree.
     */
    @Tag("slow")
    @Test
    void visitsAreOptimalOnATorusOf625Cells() {
        Problem problem = Problem.grid("torus", Gridworld.torus(2, 25), 1);
        Mdp mdp = problem.mdp();
        Profiles profiles = problem.profiles().slice(0, 1);
        double discount = mdp.horizon().discount();
        double[] nu;
        try (DiscountedSolver kernel = new DiscountedSolver(mdp, problem.rewards(), problem.dimension());
                Measures.Regularized soft =
                        kernel.regularized(problem.welfare(), profiles, new Regularizer.JointEntropy(TEMPERATURE))) {
            nu = soft.toArray();
        }
        double[] flow = mdp.initial().toArray();
        double[] earned = new double[nu.length];
        for (int pair = 0; pair < nu.length; pair++) {
            flow[mdp.stateOf(pair)] -= nu[pair];
            flow[next(mdp, pair)] += discount * nu[pair];
            earned[pair] = problem.welfare().coefficient(problem.rewards(), pair, profiles, 0)
                    - TEMPERATURE * (Math.log(nu[pair]) + 1);
        }
        assertThat(flow).containsExactly(new double[flow.length], within(1e-13));
        for (int pair = 0; pair < nu.length; pair++) {
            double there = earned[pair] + discount * value(mdp, earned, discount, next(mdp, pair));
            assertThat(there)
                    .as("pair " + pair)
                    .isCloseTo(value(mdp, earned, discount, mdp.stateOf(pair)), within(1e-8));
        }
    }

    private static double value(Mdp mdp, double[] earned, double discount, int from) {
        double sum = 0;
        double factor = 1;
        int s = from;
        for (int t = 0; t < 400; t++) {
            sum += factor * earned[mdp.firstPair(s)];
            factor *= discount;
            s = next(mdp, mdp.firstPair(s));
        }
        return sum;
    }
}
