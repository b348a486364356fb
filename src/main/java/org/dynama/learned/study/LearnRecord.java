package org.dynama.learned.study;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Objects;
import org.dynama.learned.baseline.Baselines;
import org.dynama.learned.exploit.Exploitability;
import org.dynama.learned.exploit.FirstPeriod;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * The result of learning a mechanism, or of measuring it again, as {@code result.json} holds it; a script's contract.
 *
 * @param header what every record begins with; its command is {@code learn}, {@code evaluate} or {@code audit}
 * @param mechanism what it yields
 * @param agents one by one
 * @param baselines in the same world
 * @param curves for one agent and one good, what each report gets in the first period; else empty
 * @param seconds spent
 */
public record LearnRecord(
        @JsonUnwrapped Header header,
        @JsonUnwrapped Setting setting,
        Mechanism mechanism,
        @JsonAlias("buyers") List<Exploitability.AgentUtilities> agents,
        @JsonAlias("yardsticks") Baselines baselines,
        List<FirstPeriod.Point> curves,
        Seconds seconds)
        implements StudyRecord {
    public LearnRecord {
        Objects.requireNonNull(mechanism, "mechanism is missing");
        Objects.requireNonNull(baselines, "baselines are missing");
        Objects.requireNonNull(seconds, "seconds are missing");
        agents = List.copyOf(agents);
        curves = List.copyOf(curves);
    }

    @Override
    public double totalSeconds() {
        return seconds.total();
    }

    /**
     * What was learned, and how.
     *
     * @param world in words
     * @param notes on what was done otherwise than asked, and why
     * @param training how it was trained, in words
     * @param target profit that a bisection accepted last; null for other loops
     * @param accepted whether exploitability and IR loss are both below {@code outer.tolerance}, as Appendix D.5 accepts a
     *     mechanism; null in records of earlier versions
     */
    public record Setting(
            String world,
            List<String> notes,
            String training,
            @Nullable Double target,
            @Nullable Boolean accepted) {}

    /** What a mechanism yields: if all are truthful, by their lies, and what both leave. */
    public record Mechanism(
            @JsonUnwrapped Truth truth,
            @JsonUnwrapped Lies lies,
            @JsonUnwrapped Left left) {

        static Mechanism of(Exploitability found) {
            return new Mechanism(
                    new Truth(found.profit(), found.profitError(), found.welfare()),
                    new Lies(found.exploitability(), found.method(), found.participationLoss()),
                    new Left(found.profitSubtracted(), found.profitLeft(), found.profitRefunded()));
        }
    }

    /**
     * When all are truthful.
     *
     * @param profitError standard error of the profit; 0 where it is exact
     */
    public record Truth(double profit, double profitError, double welfare) {}

    /**
     * What agents gain otherwise, each alone.
     *
     * @param exploitability expected gains from lying, summed over agents
     * @param responses how they were found
     * @param participationLoss expected losses of types that lose by taking part
     */
    public record Lies(double exploitability, Exploitability.Method responses, double participationLoss) {}

    /**
     * The designer's profit after lies.
     *
     * @param profitSubtracted profit less both gains
     * @param profitLeft when agents best-respond, each alone, and may stay away
     * @param profitRefunded when they best-respond and get back so much that no type would rather stay away
     */
    public record Left(double profitSubtracted, double profitLeft, double profitRefunded) {}

    /** Seconds on the clock, and those that the processor worked for it. */
    public record Seconds(double training, double evaluation, double total, double processor) {}
}
