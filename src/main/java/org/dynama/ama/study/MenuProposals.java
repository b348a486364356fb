package org.dynama.ama.study;

import org.dynama.ama.menu.search.Proposal;
import org.dynama.ama.menu.search.SampledPolicies;
import org.dynama.ama.menu.search.VirtualBoosts;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/** Where the policies of a menu come from. */
final class MenuProposals {
    private MenuProposals() {}

    /**
     * The policies for a spec.
     *
     * @param solvers of its world
     * @throws org.dynama.refusal.Refusal if there are fewer than two
     */
    static Proposal of(SearchSpec spec, Solvers solvers) {
        Environment world = spec.environment();
        RandomStream stream = new RandomStream(spec.keys().seed(), "search").child("policies");
        return SampledPolicies.of(world, VirtualBoosts.of(world, spec.objective()), spec.menuSize(), stream, solvers);
    }
}
