package org.dynama.ama.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dynama.config.Json;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run, as {@code result.json} holds it; a script's contract.
 *
 * @param schema version of this format
 * @param command that made it: {@code search} or {@code evaluate}
 * @param name of the run, for people
 * @param environment in words
 * @param notes on conventions of the environment that decide numbers
 * @param seed of all streams
 * @param device {@code cpu} or {@code gpu}
 * @param solver that searched, in words
 * @param objective of the mechanism, exactly evaluated
 * @param vcg the same objective of VCG on the same profiles
 * @param difference mechanism minus VCG, profile by profile
 * @param bound what no mechanism exceeds; null where none is known
 * @param audit of incentives and participation
 * @param exactness of the linear programs; null with dynamic programming
 * @param payments each agent's mean payment, by name
 * @param revenue how the designer's revenue spreads over profiles
 * @param visits for each stage, how often each action is taken there: expected visits, by name
 * @param seconds spent
 * @param versions of what computed this
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunRecord(
        int schema,
        String command,
        String name,
        String environment,
        List<String> notes,
        long seed,
        String device,
        String solver,
        Result objective,
        Mean vcg,
        Mean difference,
        @Nullable Limit bound,
        Audit audit,
        @Nullable Exactness exactness,
        Map<String, Double> payments,
        Histogram revenue,
        List<Map<String, Double>> visits,
        Seconds seconds,
        Map<String, String> versions) {

    /** The version that this program writes. */
    public static final int SCHEMA = 1;

    public RunRecord {
        for (Object part :
                new Object[] {notes, objective, vcg, difference, audit, payments, revenue, visits, seconds, versions}) {
            Objects.requireNonNull(part, "a required part is missing");
        }
    }

    /**
     * The objective with how it was evaluated.
     *
     * @param name of the objective
     * @param sense {@code max} or {@code min}
     * @param solver {@code lp} or {@code dp}
     */
    public record Result(String name, String sense, double mean, double standardError, int profiles, String solver) {}

    /** A mean with its standard error. */
    public record Mean(double mean, double standardError) {}

    /**
     * What no mechanism exceeds.
     *
     * @param kind {@code myerson} or {@code first-best}
     * @param value its expectation, estimated on the share's profiles
     * @param standardError of that estimate
     * @param share the mechanism's objective as a share of the bound-attaining mechanism's on the same profiles
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

    /** The record as {@code result.json} holds it. */
    public String toJson() {
        return Json.write(this);
    }
}
