package org.dynama.ama.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.dynama.ama.menu.FeatureBound;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.dynama.world.kind.DescribedWorld;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism's answer to one profile of reports: {@code quote.json}, a script's contract. The keys of all groups stand side
 * by side.
 *
 * @param header what every record begins with
 * @param answer to the reports
 * @param policy what is done in every state that is reached, in the order of the environment
 * @param entry that is chosen, by name; null where the mechanism has no menu
 * @param marginal by agent, the economy without her: why she pays what she pays
 * @param ties by agent whose payment depends on how exact ties are decided, the least and the most that she could pay; empty
 *     where none does, and unless the horizon is finite
 * @param certificate the file beside the record that proves it; null without one
 * @param estimate how far from truthful the mechanism is, whose menu has estimated features; null where it is truthful
 * @param totalSeconds that it took
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QuoteRecord(
        @JsonUnwrapped Header header,
        @JsonUnwrapped Answer answer,
        List<Step> policy,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String entry,

        Map<String, Marginal> marginal,
        Map<String, List<Double>> ties,
        @Nullable String certificate,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FeatureBound estimate,

        @JsonProperty("seconds") double totalSeconds)
        implements StudyRecord {
    /** A rule of {@link Answer#rule}. */
    public static final String WORST_TYPE = DescribedWorld.WORST_TYPE;

    /**
     * What one row of reports comes to; agents who are absent appear in {@code absent} only.
     *
     * @param environment in words
     * @param rule {@code worst-type} where payments are held against worst types; else null
     * @param absent agents who take no part
     * @param outsideSupport agents whose reports lie outside what the environment declares; used, but flagged
     * @param welfare the sum of the agents' rewards
     * @param affineWelfare what the mechanism maximizes
     * @param designer the designer's own reward
     * @param revenue the sum of the payments
     * @param payments by agent, to the designer
     * @param utilities by agent, at the reported types
     * @param unsettled by agent whose payment is not settled, since the world is too large for exact arithmetic, how far it
     *     may be off
     * @param values by agent, what she earns before she pays, at the reported types
     */
    public record Answer(
            String environment,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String rule,

            List<String> absent,
            List<String> outsideSupport,
            double welfare,
            double affineWelfare,
            double designer,
            double revenue,
            Map<String, Double> payments,
            Map<String, Double> unsettled,
            Map<String, Double> utilities,
            Map<String, Double> values) {}

    /**
     * What is done in a state.
     *
     * @param probability of the action there
     * @param visits expected ones, discounted for a discounted horizon; their share of all for an average reward
     * @param passages expected visits before the run settles, of states that it then leaves for good; null elsewhere
     */
    public record Step(
            String state,
            String action,
            double probability,
            double visits,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double passages) {
        /** Where the run goes on coming. */
        Step(String state, String action, double probability, double visits) {
            this(state, action, probability, visits, null);
        }
    }

    /**
     * An economy without one agent, beside the grand economy: where her payment comes from.
     *
     * @param affineWelfare its optimum
     * @param weight the agent's; what the others lose is divided by it
     * @param states the payment state by state: the sum of {@code share} is the payment
     */
    public record Marginal(double affineWelfare, double weight, List<Loss> states) {}

    /**
     * What the others' affine welfare, boosts included, is in one state.
     *
     * @param without in the economy without the agent
     * @param with in the grand economy
     * @param share of the payment, {@code (without - with) / weight}
     */
    public record Loss(String state, double without, double with, double share) {}
}
