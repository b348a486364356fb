package org.dynama.pivot.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.pivot.mechanism.ValueRow;
import org.dynama.pivot.simulation.Averages;
import org.dynama.pivot.simulation.PlayedPeriod;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the pivot mechanism found: {@code result.json}.
 *
 * @param header what every record begins with; its soundness has a check for each property
 * @param setting that was run in
 * @param expected over the whole run, if all are truthful
 * @param affine weights and boosts; null for the pivot mechanism, and in records of earlier versions
 * @param accuracy how exact that is; null in records of earlier versions
 * @param simulation null if there was none
 * @param season one simulated run
 * @param rows values and transfers of the first period
 * @param seconds of each part
 */
public record PivotRecord(
        @JsonUnwrapped Header header,
        @JsonUnwrapped Setting setting,
        @JsonUnwrapped Expected expected,
        @Nullable AffineResult affine,
        @Nullable Accuracy accuracy,
        @Nullable Averages simulation,
        List<PlayedPeriod> season,
        List<ValueRow> rows,
        Seconds seconds)
        implements StudyRecord {
    public PivotRecord {
        season = List.copyOf(season);
        rows = List.copyOf(rows);
    }

    @Override
    public double totalSeconds() {
        return seconds.total();
    }

    /**
     * The world.
     *
     * @param world in words
     * @param notes conventions that decide numbers
     * @param horizon its kind, {@code "finite"}, {@code "discounted"} or {@code "total"}
     * @param discount per period; 1 where nothing is discounted
     */
    public record Setting(String world, List<String> notes, String horizon, double discount, Size size) {}

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
     * How exact numbers are, and how ties were decided: of the optimal actions the lowest is taken.
     *
     * @param welfare how far rounding can have carried expected welfare
     * @param agents the same for what each agent expects
     * @param exact whether exact arithmetic decided where rounding could not
     * @param undecided choices, over all economies, periods, public states, draws and profiles, in which actions are taken for
     *     equal because rounding cannot tell, and the world is too large for exact arithmetic
     * @param within what such actions may differ by, at most
     * @param payments for each agent, her least and her most expected payment over all ways to decide ties; empty where the
     *     way changes nothing
     */
    public record Accuracy(
            double welfare, Reals agents, boolean exact, long undecided, double within, List<Reals> payments) {}

    /** Wall-clock time. */
    public record Seconds(double solve, double verify, double simulate, double total) {}
}
