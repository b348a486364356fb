package org.dynama.baseline;

import java.util.List;
import java.util.Optional;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/** A bound by virtual types, one way to make them for each agent. */
interface FlowBaseline extends Baseline {

    /** The weight of agents' rewards beside that of payments, which is 1. */
    double welfare();

    /** The weight of the designer's own reward. */
    default double designer() {
        return 1;
    }

    /** 0 for one per processor; no number depends on it. */
    int threads();

    /** A way for each agent, chosen on profiles drawn for it where there are several. */
    List<VirtualTypes> chosen(Environment environment);

    /** What it is called in a world. */
    default String name(Environment environment) {
        return name();
    }

    @Override
    default Optional<String> misfit(Environment environment) {
        return VirtualTypes.obstacle(environment);
    }

    @Override
    default BaselineValue of(Environment environment, WeightedProfiles profiles) {
        misfit(environment).ifPresent(sentence -> {
            throw Refusal.of(sentence, "");
        });
        return virtual(environment).value(name(environment), profiles, chosen(environment));
    }

    /** What policies are worth at virtual types. */
    default VirtualWelfare virtual(Environment environment) {
        return new VirtualWelfare(environment, welfare(), designer(), threads());
    }
}
