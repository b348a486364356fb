package org.dynama.ama.objective;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dynama.ama.objective.Objective.Sense;
import org.dynama.world.DesignerReward;
import org.dynama.world.Environment;

/**
 * The objectives with a name of their own, the constant in small letters; an environment's losses add theirs. A new one is a
 * constant here, a weight in the schema's sums, and a name that files must not give to a loss.
 */
enum NamedObjective {
    /** The sum of payments. */
    REVENUE(environment -> Objective.REVENUE),
    /** The sum of the agents' rewards. */
    WELFARE(environment -> Objective.WELFARE),
    /** Revenue and the designer's own reward. */
    PROFIT(environment -> new Objective("profit", Sense.MAX, 1, 0, designer(environment)));

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Function<Environment, Objective> maker;

    NamedObjective(Function<Environment, Objective> maker) {
        this.maker = maker;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Objective in(Environment environment) {
        return maker.apply(environment);
    }

    /** Losses of which only the designer's reward counts. */
    private static List<Double> designer(Environment environment) {
        return environment.losses().stream()
                .map(loss -> loss instanceof DesignerReward ? 1.0 : 0.0)
                .toList();
    }
}
