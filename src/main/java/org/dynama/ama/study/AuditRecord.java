package org.dynama.ama.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;

/**
 * What an audit of a mechanism found; a script's contract.
 *
 * @param header what every record begins with
 * @param environment in words
 * @param profiles of true types
 * @param misreports tried
 * @param largestGain what the most profitable misreport found would win; negative if all of them lose
 * @param lie the case in which it does
 * @param smallestUtility of any truthful agent
 * @param loss the case in which it is hers
 * @param unsettled by name, agents whose utilities, at the truth or a lie, are not all settled, since the world is too large
 *     for exact arithmetic, and how far one may be off
 * @param totalSeconds that it took
 */
public record AuditRecord(
        @JsonUnwrapped Header header,
        String environment,
        int profiles,
        long misreports,
        double largestGain,
        Case lie,
        double smallestUtility,
        Case loss,
        Map<String, Double> unsettled,
        @JsonProperty("seconds") double totalSeconds)
        implements StudyRecord {
    /** Whether neither gain nor loss is more than rounding. */
    @JsonProperty(value = "holds", access = JsonProperty.Access.READ_ONLY)
    public boolean holds() {
        return header.soundness() != null && header.soundness().holds();
    }

    /**
     * One agent in one profile.
     *
     * @param agent by name
     * @param profile its row in the audit
     * @param types true ones, by agent
     * @param report hers; her true type in a loss
     */
    public record Case(String agent, int profile, Map<String, List<Double>> types, List<Double> report) {
        @Override
        public String toString() {
            return agent + " reports " + report + " where the types are " + types;
        }
    }
}
