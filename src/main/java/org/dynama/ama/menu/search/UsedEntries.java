package org.dynama.ama.menu.search;

import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/** Leaves out the entries of a menu that no profile has a use for, neither with everyone nor without some agent. */
public final class UsedEntries {
    private UsedEntries() {}

    /**
     * The menu of the entries that are chosen in some economy of some profile. What is charged on these profiles stays as it is.
     *
     * @param parameters of the menu's world
     * @param solvers of the menu's world
     */
    public static Proposal of(OfferedMenu offered, AmaParameters parameters, Profiles profiles, Solvers solvers) {
        double[] often = new double[offered.menu().size()];
        AffineMaximizer mechanism = new AffineMaximizer(offered.choice(), parameters);
        for (int economy = -1; economy < offered.world().agentCount(); economy++) {
            int of = economy;
            solvers.<double[]>forEach(
                    profiles.count(),
                    (solver, from, to) -> chosen(offered.choice(), mechanism, of, profiles.slice(from, to),
                            new DpMaximizer(solver, offered.choice().losses(), DpMaximizer.Bounds.NONE)),
                    chunk -> {
                        for (int k = 0; k < often.length; k++) {
                            often[k] += chunk[k];
                        }
                    });
        }
        int[] kept = IntStream.range(0, often.length).filter(k -> often[k] > 0).toArray();
        if (kept.length < 2) {
            // Nobody's report changes anything then; a second entry leaves it so.
            kept = IntStream.range(0, often.length).filter(k -> often[k] > 0 || k == (often[0] > 0 ? 1 : 0)).toArray();
        }
        Menu menu = offered.menu().only(offered.world().mdp(), kept);
        Reals boosts = Reals.of(
                IntStream.of(kept).mapToDouble(parameters.boosts()::get).toArray());
        return new Proposal(menu, new AmaParameters(parameters.weights(), boosts));
    }

    private static double[] chosen(
            Environment choice, AffineMaximizer mechanism, int economy, Profiles chunk, DpMaximizer maximizer) {
        double[] visits = economy < 0
                ? maximizer.occupancies(mechanism.grand(), chunk)
                : mechanism.marginal(economy).occupancies(maximizer, chunk);
        double[] sum = new double[choice.mdp().pairCount()];
        for (int at = 0; at < visits.length; at++) {
            sum[at / chunk.count()] += visits[at];
        }
        return sum;
    }
}
