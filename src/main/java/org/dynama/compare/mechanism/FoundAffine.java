package org.dynama.compare.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dynama.model.Reals;
import org.dynama.page.Numbers;
import org.dynama.pivot.study.AffineResult;
import org.dynama.pivot.study.AffineResult.NamedBoost;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;

/** The weights and boosts that a search of affine pivot mechanisms has found. */
final class FoundAffine {
    private FoundAffine() {}

    /** Weights and boosts by number, as they are by name. */
    static AffineWorld in(AllocationWorld world, AffineResult found) {
        double[] weights = world.agents().stream()
                .mapToDouble(agent -> Objects.requireNonNull(found.weights().get(agent.name())))
                .toArray();
        List<Boost> boosts = new ArrayList<>();
        for (NamedBoost boost : found.boosts()) {
            boosts.add(new Boost(
                    world.actions().indexOf(boost.action()),
                    boost.boost(),
                    boost.period() == null ? Boost.ANY : boost.period() - 1,
                    boost.state() == null ? Boost.ANY : world.states().indexOf(boost.state()),
                    boost.draw() == null ? Boost.ANY : world.draws().indexOf(boost.draw())));
        }
        return AffineWorld.of(world, Reals.of(weights), boosts);
    }

    /** In words. */
    static String words(AffineResult found) {
        String weights = found.weights().entrySet().stream()
                .filter(entry -> entry.getValue() != 1)
                .map(entry -> entry.getKey() + " " + Numbers.plain(entry.getValue()))
                .collect(Collectors.joining(", "));
        String boosts = found.boosts().stream()
                .map(boost -> boost.place() + " " + Numbers.plain(boost.boost()))
                .collect(Collectors.joining(", "));
        return (weights.isEmpty() ? "weights 1" : "weights " + weights)
                + (boosts.isEmpty() ? "; no boosts" : "; boosts " + boosts);
    }
}
