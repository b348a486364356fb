package org.dynama.pivot.study;

import java.util.List;
import java.util.Map;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the pivot mechanism found: {@code result.json}.
 *
 * @param schema version of this format
 * @param command {@code pivot}
 * @param name of the run
 * @param world in words
 * @param notes conventions that decide numbers
 * @param seed of all streams
 * @param horizon its kind, {@code "finite"} or {@code "discounted"}
 * @param discount per period; 1 for a finite horizon
 * @param size of the world
 * @param holds whether everything holds that must hold
 * @param tolerance below minus which a margin counts as negative
 * @param checks one for each property
 * @param welfare expected over the whole run
 * @param publicUtility expected over the whole run
 * @param deficit what the coordinator is expected to pay out over the whole run, net; negative for a surplus
 * @param agents what each agent expects
 * @param paymentsByPeriod expected and discounted, shape {@code [n]} for each period
 * @param simulation null if there was none
 * @param season one simulated run
 * @param rows values and transfers of the first period
 * @param seconds of each part
 * @param versions of what computes
 */
public record PivotRecord(
        int schema,
        String command,
        String name,
        String world,
        List<String> notes,
        long seed,
        String horizon,
        double discount,
        Size size,
        boolean holds,
        double tolerance,
        List<Check> checks,
        double welfare,
        double publicUtility,
        double deficit,
        List<AgentResult> agents,
        List<Reals> paymentsByPeriod,
        @Nullable Simulated simulation,
        List<Period> season,
        List<Row> rows,
        Seconds seconds,
        Map<String, String> versions) {
    static final int SCHEMA = 1;

    /** How large the world is: periods, public states, joint types, their product, actions and draws. */
    public record Size(int periods, int publicStates, int profiles, long jointStates, int actions, int draws) {}

    /**
     * One property.
     *
     * @param status {@code holds}, {@code fails} or {@code not promised}
     * @param margin the smallest; null for minus infinity
     * @param premises the assumptions under which it must hold
     */
    public record Check(
            String property,
            String title,
            String statement,
            String status,
            @Nullable Double margin,
            String where,
            List<String> premises,
            boolean assumption) {}

    /**
     * What an agent expects over the whole run.
     *
     * @param value what truth earns her, payments included: her marginal contribution
     * @param optOut what opting out at once earns her
     * @param reward before payments
     * @param payment to the coordinator
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
            String period,
            String state,
            List<String> types,
            List<String> reports,
            String draw,
            String action,
            List<Double> rewards,
            List<Double> payments,
            double publicUtility) {}

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
