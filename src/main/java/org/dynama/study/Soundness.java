package org.dynama.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run's checks found, each with the tolerance that was applied: the one verdict, which terminal, page, JSON and exit
 * status tell alike.
 *
 * @param checks in the order in which they matter
 */
@JsonPropertyOrder({"verdict", "checks"})
public record Soundness(List<Check> checks) {
    public Soundness {
        checks = List.copyOf(checks);
    }

    /** What became of a check. */
    public enum Status {
        /** It was tested and holds. */
        HOLDS,
        /** It was tested and does not hold, although it must. */
        FAILS,
        /** An assumption that this world does not meet; no promise is broken. */
        UNMET,
        /** It does not hold, and nothing that was promised in this world says that it must. */
        NOT_PROMISED,
        /** Nothing was tested. */
        NOT_TESTED;

        /** The word for it, on pages as in files. */
        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * One check: a number that must not exceed what rounding or sampling can make of zero.
     *
     * @param name of what is measured, as {@code largest gain of a misreport}
     * @param value what was measured; null where nothing was, or it is not finite
     * @param allowed the largest value that holds: a relative tolerance times the unit
     * @param unit what the tolerance is relative to, in the amounts of this world
     * @param status what became of it
     * @param says the finding in one sentence, for people
     * @param where the value is the largest, in words; empty where that says nothing
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Check(
            String name,
            @Nullable Double value,
            double allowed,
            double unit,
            Status status,
            String says,
            String where) {

        /** The same check, with where its value was found. */
        public Check at(String place) {
            return new Check(name, value, allowed, unit, status, says, place);
        }

        /** Whether this check speaks against the run. */
        public boolean fails() {
            return status == Status.FAILS;
        }
    }

    /** Nothing was checked. */
    public static final Soundness UNTESTED = new Soundness(List.of());

    /**
     * A check of a number that must be at most {@code tolerance * unit}; one that is not finite fails, and so
     * does any against a bound that is not.
     *
     * @param holds the finding in a sentence, where it holds
     * @param fails the same where it does not
     */
    public static Check atMost(String name, double value, double tolerance, double unit, String holds, String fails) {
        boolean right = Double.isFinite(value) && Double.isFinite(tolerance * unit) && value <= tolerance * unit;
        return new Check(
                name,
                Double.isFinite(value) ? value : null,
                tolerance * unit,
                unit,
                right ? Status.HOLDS : Status.FAILS,
                right ? holds : fails,
                "");
    }

    /** A check that fails because nothing can be told from its number, and why. */
    public static Check refused(String name, double value, String why) {
        return new Check(name, Double.isFinite(value) ? value : null, 0, 1, Status.FAILS, why, "");
    }

    /** A number that is not zero, and nothing says that it must be. */
    public static Check unpromised(String name, double value, String says) {
        return new Check(name, value, 0, 1, Status.NOT_PROMISED, says, "");
    }

    /** A check for which nothing was tested, and why. */
    public static Check untested(String name, String why) {
        return new Check(name, null, 0, 1, Status.NOT_TESTED, why, "");
    }

    /** Whether no check fails. */
    public boolean holds() {
        return checks.stream().noneMatch(Check::fails);
    }

    /** The verdict in a word: {@code holds}, {@code fails}, or {@code not tested}. */
    @JsonProperty(value = "verdict", access = JsonProperty.Access.READ_ONLY)
    public String verdict() {
        boolean tested = checks.stream().anyMatch(check -> check.status() != Status.NOT_TESTED);
        return !tested ? "not tested" : holds() ? "holds" : "fails";
    }

    /** What the failing checks say. */
    public List<String> failures() {
        return checks.stream().filter(Check::fails).map(Check::says).toList();
    }
}
