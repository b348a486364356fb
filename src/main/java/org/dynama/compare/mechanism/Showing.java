package org.dynama.compare.mechanism;

import java.util.List;
import java.util.Map;
import org.dynama.compare.market.Ground;
import org.jspecify.annotations.Nullable;

/**
 * What a mechanism shows on a market.
 *
 * @param outcomes in each case; null for a mechanism that is only known by its expectations
 * @param worth what it brings
 * @param agents what each of them gets
 * @param incentives what truth earns less what the best misreport found does
 * @param participation the least that a truthful agent was found to keep
 * @param course for each period, how often each action is expected; empty where nobody counted
 * @param made what it is in this market: weights, boosts, prices; may be empty
 */
public record Showing(
        @Nullable CaseOutcomes outcomes,
        Worth worth,
        List<AgentShare> agents,
        Margin incentives,
        Margin participation,
        List<Map<String, Double>> course,
        String made) {
    public Showing {
        agents = List.copyOf(agents);
        course = List.copyOf(course);
    }

    /** That of a mechanism whose outcome is known in each case. */
    static Showing of(
            Ground ground,
            CaseOutcomes outcomes,
            Margin incentives,
            Margin participation,
            List<Map<String, Double>> course,
            String made) {
        return new Showing(
                outcomes,
                Worth.of(outcomes, ground.cases()),
                AgentShare.of(outcomes, ground.cases(), ground.market()),
                incentives,
                participation,
                course,
                made);
    }
}
