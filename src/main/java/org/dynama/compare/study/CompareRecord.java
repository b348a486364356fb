package org.dynama.compare.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.dynama.compare.market.MeanAmount;
import org.dynama.compare.mechanism.AgentShare;
import org.dynama.compare.mechanism.Margin;
import org.dynama.compare.mechanism.Worth;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found: {@code result.json}.
 *
 * @param header what every record begins with
 * @param setting the market, and on what mechanisms were compared
 * @param mechanisms those that fit, in the order in which they were asked for
 * @param misfits by name, why the others do not fit
 * @param bounds what no mechanism exceeds, the tightest first
 * @param seconds spent
 */
public record CompareRecord(
        @JsonUnwrapped Header header,
        @JsonUnwrapped Setting setting,
        List<Compared> mechanisms,
        Map<String, String> misfits,
        List<Limit> bounds,
        Seconds seconds)
        implements StudyRecord {
    public CompareRecord {
        mechanisms = List.copyOf(mechanisms);
        bounds = List.copyOf(bounds);
    }

    @Override
    public double totalSeconds() {
        return seconds.total();
    }

    /**
     * The market, and on what mechanisms were compared.
     *
     * @param market in words
     * @param notes conventions that decide numbers
     * @param horizon its kind
     * @param agents their names
     * @param cases first types that were looked at
     * @param enumerated whether these are all there are, so that nothing has a sampling error
     */
    public record Setting(
            String market, List<String> notes, String horizon, List<String> agents, int cases, boolean enumerated) {}

    /**
     * What one mechanism does.
     *
     * @param name that a spec has for it
     * @param title for people
     * @param promise what truth rests on
     * @param isDominant whether truth is promised to be a dominant strategy
     * @param worth what it brings
     * @param agents what each of them earns, pays and keeps
     * @param differences by name, its profit less another's, case by case
     * @param incentives what truth earns less what the best misreport found does
     * @param participation the least that a truthful agent was found to keep
     * @param course for each period, how often each action is expected
     * @param made what it is in this market; may be empty
     */
    public record Compared(
            String name,
            String title,
            String promise,
            boolean isDominant,
            Worth worth,
            List<AgentShare> agents,
            Map<String, MeanAmount> differences,
            Margin incentives,
            Margin participation,
            List<Map<String, Double>> course,
            String made) {}

    /**
     * What the designer's profit cannot exceed.
     *
     * @param name of the bound
     * @param isDominant whether it holds only for mechanisms in which truth is a dominant strategy; else for all in which truth
     *     is an equilibrium, and nobody expects to lose
     * @param method how it was found, in words
     */
    public record Limit(String name, double value, double standardError, boolean isDominant, String method) {}

    /**
     * Wall-clock seconds.
     *
     * @param mechanisms by name
     */
    public record Seconds(Map<String, Double> mechanisms, double total) {}

    /** Whether bounds hold for a mechanism: truth is promised, and no truthful agent loses. */
    static boolean isBounded(Compared mechanism) {
        return mechanism.incentives().isPromised() && mechanism.participation().holds();
    }

    /** The mechanism with the largest profit, of those that bounds hold for if there are any. */
    public Compared best() {
        boolean isAny = mechanisms.stream().anyMatch(CompareRecord::isBounded);
        return mechanisms.stream()
                .filter(mechanism -> !isAny || isBounded(mechanism))
                .max(Comparator.comparingDouble(
                        mechanism -> mechanism.worth().profit().mean()))
                .orElseThrow();
    }

    /** How far a mechanism is from the tightest bound; null where none holds for it. */
    public @Nullable Double gap(Compared mechanism) {
        Limit bound = tightest();
        return bound == null || !isBounded(mechanism)
                ? null
                : (Double) (bound.value() - mechanism.worth().profit().mean());
    }

    /** The tightest bound that holds for all mechanisms; null where none is known. */
    public @Nullable Limit tightest() {
        return bounds.isEmpty() || bounds.get(0).isDominant() ? null : bounds.get(0);
    }
}
