package org.dynama.ama.study;

import java.util.Optional;
import org.dynama.ama.search.Optimizer;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.solver.pool.Solvers;

/** What is said where {@code optimizer.entropy: auto} takes the conditional entropy. */
final class EntropyNote {
    private EntropyNote() {}

    /** Nothing where the entropy is joint or asked for, or the search needs none. */
    static Optional<String> of(SearchSpec spec) {
        Mdp mdp = spec.searched().mdp();
        Optimizer optimizer = spec.search().optimizer();
        boolean smooths = (optimizer == Optimizer.AUTO || optimizer == Optimizer.REGULARIZED_GRADIENT)
                && !(mdp.horizon() instanceof Horizon.AverageReward);
        boolean auto = spec.tree().path("optimizer").path("entropy").asText().equals("auto");
        return auto && smooths && !spec.search().entropy().joint()
                ? Optional.of(
                        "policies are softened by conditional entropy during the search: joint entropy takes longer, and "
                                + mdp.stateCount() + " states are more than " + Solvers.mostJointStates(mdp))
                : Optional.empty();
    }
}
