package org.dynama;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.audit.EvaluationSums;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.Agent;
import org.dynama.model.Reals;

/**
 * What a mechanism is worth, by exact solvers, next to VCG on the same profiles. Money is in the unit of the world's rewards, and
 * per period in the long run.
 *
 * @param objective by name; an objective to be minimized is reported as it is, so that small is good
 * @param mechanism its mean over profiles, with standard error and count
 * @param vcg the same of VCG
 * @param difference mechanism less VCG, profile by profile
 * @param payments mean payment of each agent to the designer, by name
 * @param visits shape {@code [P]}; mean visits to each state-action pair
 */
public record Valuation(
        String objective,
        Estimate mechanism,
        Estimate vcg,
        Estimate difference,
        Map<String, Double> payments,
        Reals visits) {

    public Valuation {
        payments = Collections.unmodifiableMap(new LinkedHashMap<>(payments));
    }

    static Valuation of(String objective, List<Agent> agents, EvaluationSums sums) {
        Map<String, Double> payments = new LinkedHashMap<>();
        for (int i = 0; i < agents.size(); i++) {
            payments.put(agents.get(i).name(), sums.means().payments().get(i));
        }
        return new Valuation(
                objective,
                sums.estimates().mechanism().estimate(),
                sums.estimates().vcg().estimate(),
                sums.estimates().difference().estimate(),
                payments,
                sums.means().visits());
    }
}
