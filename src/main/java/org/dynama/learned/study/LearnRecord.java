package org.dynama.learned.study;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dynama.learned.baseline.Baselines;
import org.dynama.learned.exploit.Exploitability;
import org.dynama.learned.exploit.FirstPeriod;
import org.dynama.page.Numbers;
import org.dynama.study.Header;
import org.dynama.study.Soundness;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * The result of learning a mechanism, or of measuring it again, as {@code result.json} holds it; a script's contract.
 *
 * @param header what every record begins with; its command is {@code learn}, {@code evaluate} or {@code audit}
 * @param mechanism what it yields
 * @param agents one by one
 * @param baselines in the same world
 * @param certified the nearest truthful mechanism; null where none was sought
 * @param curves for one agent and one good, what each report gets in the first period; else empty
 * @param seconds spent
 */
public record LearnRecord(
        @JsonUnwrapped Header header,
        @JsonUnwrapped Setting setting,
        Mechanism mechanism,
        @JsonAlias("buyers") List<Exploitability.AgentUtilities> agents,
        @JsonAlias("yardsticks") Baselines baselines,
        @Nullable Certified certified,
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

    /**
     * What a mechanism yields if all are truthful, what agents gain otherwise, each alone, and what both leave.
     *
     * @param profitError standard error of the profit; 0 where it is exact
     * @param exploitability expected gains from lying, summed over agents
     * @param exploitabilityAtMost a bound on them over all types and reports, where {@code exploitability} is that on a grid;
     *     else null, and in records of earlier versions
     * @param responses how the lies were found
     * @param participationLoss expected losses of types that lose by taking part
     * @param profitSubtracted profit less both gains
     * @param profitLeft when agents best-respond, each alone, and may stay away
     * @param profitRefunded when they best-respond and get back so much that no type would rather stay away
     */
    public record Mechanism(
            double profit,
            double profitError,
            double welfare,
            double exploitability,
            @Nullable Double exploitabilityAtMost,
            Exploitability.Method responses,
            double participationLoss,
            double profitSubtracted,
            double profitLeft,
            double profitRefunded) {
        static Mechanism of(Exploitability found, @Nullable Double atMost) {
            return new Mechanism(
                    found.profit(),
                    found.profitError(),
                    found.welfare(),
                    found.exploitability(),
                    atMost,
                    found.method(),
                    found.participationLoss(),
                    found.profitSubtracted(),
                    found.profitLeft(),
                    found.profitRefunded());
        }

        /** A learned mechanism promises no zero; an audit holds what lies gain and taking part costs to a share of welfare. */
        Soundness soundness(String command, double tolerance, @Nullable Certified certified) {
            List<Soundness.Check> checks = new ArrayList<>(ownChecks(command, tolerance));
            if (certified != null) {
                checks.add(certified.check());
            }
            return new Soundness(checks);
        }

        private List<Soundness.Check> ownChecks(String command, double tolerance) {
            String name = "gain of lying";
            String most = exploitabilityAtMost == null ? "" : "; at most " + share(exploitabilityAtMost);
            String gains = "lies gain " + share(exploitability) + " (" + responses.words() + most + ")";
            String costs = "taking part costs " + share(participationLoss);
            if (!command.equals("audit")) {
                String why = gains + ", " + costs + "; dynama audit holds both to a tolerance";
                return List.of(Soundness.untested(name, why));
            }
            if (!(welfare > 0)) {
                String none = ": welfare is not positive, and no share of it can be a tolerance";
                return List.of(
                        Soundness.refused(name, exploitability, gains + none),
                        Soundness.refused("cost of taking part", participationLoss, costs + none));
            }
            String below = ", within the tolerance of " + tolerance;
            String above = ", more than the tolerance of " + tolerance;
            double gain = exploitabilityAtMost == null ? exploitability : exploitabilityAtMost;
            boolean unproven = exploitability <= tolerance * welfare && gain > exploitability;
            String unshown = ": the bound is more than the tolerance of " + tolerance + ", the gains found are not";
            String tried = responses == Exploitability.Method.TRAINED ? below + " as far as was tried" : below;
            return List.of(
                    Soundness.atMost(
                            name, gain, tolerance, welfare, gains + tried, gains + (unproven ? unshown : above)),
                    Soundness.atMost(
                            "cost of taking part",
                            participationLoss,
                            tolerance,
                            welfare,
                            costs + below,
                            costs + above));
        }

        private String share(double amount) {
            return welfare > 0 ? Numbers.percent(amount / welfare) + " of welfare" : Numbers.plain(amount);
        }
    }

    /** Seconds on the clock, and those that the processor worked for it. */
    public record Seconds(double training, double evaluation, double total, double processor) {}
}
