package org.dynama.compare.mechanism;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Stages;

/** What is done when. */
final class Course {
    private Course() {}

    /**
     * For each stage of a finite horizon, or for all of another, how often each action is expected.
     *
     * @param visits shape {@code [P]}, expected
     */
    static List<Map<String, Double>> of(Mdp mdp, double[] visits) {
        boolean isFinite = mdp.horizon() instanceof Horizon.Finite;
        Stages stages = isFinite ? Stages.of(mdp) : null;
        List<Map<String, Double>> course = new ArrayList<>();
        for (int t = 0; t < (stages == null ? 1 : stages.count()); t++) {
            course.add(new LinkedHashMap<>());
        }
        for (int pair = 0; pair < visits.length; pair++) {
            int stage = stages == null ? 0 : stages.of(mdp.stateOf(pair));
            course.get(stage).merge(mdp.actions().get(mdp.actionOf(pair)), visits[pair], Double::sum);
        }
        return course;
    }
}
