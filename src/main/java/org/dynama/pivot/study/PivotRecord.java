package org.dynama.pivot.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the pivot mechanism found: {@code result.json}.
 *
 * @param header what every record begins with; its soundness has a check for each property
 * @param world that was run in
 * @param expected over the whole run, if all are truthful
 * @param simulation null if there was none
 * @param season one simulated run
 * @param rows values and transfers of the first period
 * @param seconds of each part
 */
public record PivotRecord(
        @JsonUnwrapped Header header,
        Setting world,
        Expected expected,
        @Nullable Simulated simulation,
        List<Period> season,
        List<Row> rows,
        Seconds seconds)
        implements StudyRecord {

    @Override
    public double totalSeconds() {
        return seconds.total();
    }

    /**
     * The world.
     *
     * @param name in words
     * @param notes conventions that decide numbers
     * @param horizon its kind, {@code "finite"} or {@code "discounted"}
     * @param discount per period; 1 for a finite horizon
     */
    public record Setting(String name, List<String> notes, String horizon, double discount, Size size) {}

    /** How large the world is: periods, public states, joint types, their product, actions and draws. */
    public record Size(int periods, int publicStates, int profiles, long jointStates, int actions, int draws) {}

    /**
     * What is expected over the whole run.
     *
     * @param deficit what the designer is expected to pay out, net; negative for a surplus
     * @param paymentsByPeriod expected and discounted, shape {@code [n]} for each period
     */
    public record Expected(
            double welfare,
            double publicUtility,
            double deficit,
            List<AgentResult> agents,
            List<Reals> paymentsByPeriod) {}

    /**
     * What an agent expects over the whole run.
     *
     * @param value what truth earns her, payments included: her marginal contribution
     * @param optOut what opting out at once earns her
     * @param reward before payments
     * @param payment to the designer
     * @param strategy how she reports in the simulation
     */
    public record AgentResult(
            String name,
            List<String> types,
            double value,
            double optOut,
            double reward,
            double payment,
            String strategy) {}

    /**
     * Averages over seasons.
     *
     * @param truthful whether every agent was
     * @param largestDeviation of averages from expectations, in standard errors; null unless all were truthful
     */
    public record Simulated(
            int seasons,
            int periods,
            boolean truthful,
            @Nullable Double largestDeviation,
            List<Average> averages) {}

    /**
     * One average.
     *
     * @param expected if every agent is truthful
     */
    public record Average(String quantity, double mean, double standardError, double expected) {}

    /** One period of a season, in words; the last one of a finite horizon has neither reports nor draw. */
    public record Period(
            String period, String state, String draw, String action, List<Turn> turns, double publicUtility) {}

    /**
     * What an agent does and gets in a period.
     *
     * @param report empty at the end, where nothing is reported
     */
    public record Turn(String type, String report, double reward, double payment) {}

    /** Values at one public state and profile of the first period; each list has an entry for each agent. */
    public record Row(
            String state,
            List<String> types,
            double welfare,
            List<Double> contributions,
            List<Double> flows,
            List<Double> payments) {}

    /** Wall-clock time. */
    public record Seconds(double solve, double verify, double simulate, double total) {}
}
