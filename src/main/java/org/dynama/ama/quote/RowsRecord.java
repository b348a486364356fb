package org.dynama.ama.quote;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;

/**
 * What a mechanism's answers to many profiles of reports come to.
 *
 * @param header what every record begins with
 * @param environment in words
 * @param totals whose keys stand beside the header's
 * @param totalSeconds that it took
 */
public record RowsRecord(
        @JsonUnwrapped Header header,
        String environment,
        @JsonUnwrapped Totals totals,
        @JsonProperty("seconds") double totalSeconds)
        implements StudyRecord {
    /**
     * Over all rows.
     *
     * @param rows how many
     * @param outside how many have a report outside what the environment declares
     * @param welfare mean
     * @param revenue mean
     * @param smallestUtility of any agent in any row
     */
    public record Totals(int rows, int outside, double welfare, double revenue, double smallestUtility) {
        static final Totals NONE = new Totals(0, 0, 0, 0, Double.POSITIVE_INFINITY);

        Totals with(QuoteRecord.Answer answer) {
            double smallest = answer.utilities().values().stream()
                    .mapToDouble(utility -> utility)
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            return new Totals(
                    rows + 1,
                    outside + (answer.outsideSupport().isEmpty() ? 0 : 1),
                    welfare + answer.welfare(),
                    revenue + answer.revenue(),
                    Math.min(smallestUtility, smallest));
        }

        Totals means() {
            return new Totals(rows, outside, welfare / rows, revenue / rows, smallestUtility);
        }
    }
}
