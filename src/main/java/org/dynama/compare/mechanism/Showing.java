package org.dynama.compare.mechanism;

import java.util.List;
import java.util.Map;

/**
 * What a mechanism shows on a market.
 *
 * @param outcomes in each case
 * @param incentives what truth earns less what the best misreport found does
 * @param participation the least that a truthful agent was found to keep
 * @param course for each period, how often each action is expected; empty where nobody counted
 * @param made what it is in this market: weights, boosts, prices; may be empty
 */
public record Showing(
        CaseOutcomes outcomes, Margin incentives, Margin participation, List<Map<String, Double>> course, String made) {
    public Showing {
        course = List.copyOf(course);
    }
}
