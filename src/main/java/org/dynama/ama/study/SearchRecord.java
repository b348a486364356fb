package org.dynama.ama.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, or the evaluation of a stored mechanism: {@code result.json}, a script's contract. The keys of all
 * groups but {@code seconds} stand side by side.
 *
 * @param header what every record begins with; the command is {@code search} or {@code evaluate}
 * @param world for which the mechanism is, and what solved it
 * @param value of the mechanism, exactly evaluated
 * @param audit of incentives and participation
 * @param exactness of the linear programs; null with dynamic programming that no program proves
 * @param course of the policy, and who pays
 * @param seconds spent
 * @param menu among whose policies the mechanism chooses; null where it chooses an action in every state
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SearchRecord(
        @JsonUnwrapped Header header,
        @JsonUnwrapped Setting world,
        @JsonUnwrapped Value value,
        Audit audit,
        @Nullable Exactness exactness,
        @JsonUnwrapped Course course,
        Seconds seconds,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MenuRecord menu)
        implements StudyRecord {
    public SearchRecord {
        Object[] parts = {
            world.notes(),
            value.objective(),
            value.vcg(),
            value.difference(),
            audit,
            course.payments(),
            course.revenue(),
            course.visits(),
            seconds
        };
        for (Object part : parts) {
            Objects.requireNonNull(part, "a required part is missing");
        }
    }

    @Override
    public double totalSeconds() {
        return seconds.total();
    }

    /**
     * The world, and what solved it.
     *
     * @param environment in words
     * @param notes on conventions of the environment that decide numbers
     * @param device {@code cpu} or {@code gpu}
     * @param solver that searched, in words
     */
    public record Setting(String environment, List<String> notes, String device, String solver) {}

    /**
     * What the mechanism is worth.
     *
     * @param vcg the same objective of VCG on the same profiles
     * @param difference mechanism minus VCG, profile by profile
     * @param bound what no mechanism exceeds; null where none is known
     */
    public record Value(
            Result objective,
            Mean vcg,
            Mean difference,
            @Nullable Limit bound) {}

    /**
     * Where the policy goes, and who pays.
     *
     * @param payments each agent's mean payment, by name
     * @param unsettled by name, agents whose payments are not all settled, since the world is too large for exact
     *     arithmetic, and how far one may be off, and so their mean
     * @param totalPayments what all agents pay; null in records of earlier versions
     * @param revenue how the designer's revenue spreads over profiles
     * @param visits for each stage, how often each action is taken there: expected visits, by name
     */
    public record Course(
            Map<String, Double> payments,
            @Nullable Totals totalPayments,
            Map<String, Double> unsettled,
            Histogram revenue,
            List<Map<String, Double>> visits) {}

    /**
     * The objective with how it was evaluated.
     *
     * @param name of the objective
     * @param sense {@code max} or {@code min}
     * @param solver {@code lp} or {@code dp}, whose optima linear programs prove where the record tells their exactness
     */
    public record Result(String name, String sense, double mean, double standardError, int profiles, String solver) {
        /** Whether little is wanted. */
        public boolean isMinimized() {
            return sense.equals("min");
        }
    }

    /** The mean of all agents' payments to the designer, of the mechanism and of VCG; negative where agents are paid. */
    public record Totals(Mean mechanism, Mean vcg) {}

    /** A mean with its standard error. */
    public record Mean(double mean, double standardError) {}

    /**
     * What no mechanism exceeds, the tightest that is known.
     *
     * @param kind as {@code myerson}, {@code virtual-types}, {@code mixed-flows}, {@code optimum} or {@code first-best}
     * @param value its expectation, estimated on the share's profiles
     * @param standardError of that estimate; 0 where these are all there are
     * @param share the mechanism's objective as a share of the bound on the same profiles; the bound over the objective where it
     *     is minimized or the bound is a loss
     */
    public record Limit(String kind, double value, double standardError, Share share) {}

    /** A ratio of means on common profiles, by dynamic programming. */
    public record Share(double mean, double standardError, int profiles) {}

    /** What an audit found; a gain of at most rounding size means that no tried misreport pays. */
    public record Audit(long misreports, double largestGain, double smallestUtility) {}

    /** The largest certificates' errors over all linear programs. */
    public record Exactness(double largestDualityGap, double largestFlowResidual) {}

    /**
     * Counts of profiles by revenue, bins of equal width.
     *
     * @param low lower edge of the first bin
     * @param width of a bin
     * @param mechanism counts
     * @param vcg counts
     */
    public record Histogram(double low, double width, List<Integer> mechanism, List<Integer> vcg) {}

    /** Wall-clock seconds. */
    public record Seconds(double search, double evaluation, double total) {}
}
