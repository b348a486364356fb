package org.dynama.online.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRecord.HorizonGrowth;
import org.dynama.online.study.OnlineRecord.Slope;
import org.dynama.page.Numbers;

/** A run's result in a few aligned lines of plain ASCII, for a terminal. */
public final class OnlineSummary {
    private OnlineSummary() {}

    /** A line for each case, for the largest gain from lying, for coverage and for time; no line break at the end. */
    public static String text(OnlineRecord run) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: regrets at the end, %s (standard errors in parentheses, slopes with 95 %% intervals)",
                run.name(),
                run.seeds() == 1 ? "1 seed" : Numbers.count(run.seeds()) + " seeds"));
        int width = 10;
        for (CaseRecord one : run.cases()) {
            width = one.liar() == 0 ? Math.max(width, name(one).length()) : width;
        }
        String format = "  %-" + width + "s %12s %22s %22s %22s   %s";
        lines.add(String.format(Locale.ROOT, format, "", "rounds", "welfare", "seller", "agents", slopeHead(run)));
        for (CaseRecord one : run.cases()) {
            if (one.liar() == 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        format,
                        name(one),
                        Numbers.count(one.rounds()),
                        estimate(one.last("welfare")),
                        estimate(one.last("seller")),
                        estimate(one.last("agents")),
                        slopes(run, one)));
            }
        }
        for (HorizonGrowth growth : run.horizons()) {
            lines.add("  welfare's growth with the horizon, " + growth.market() + ", " + growth.mechanism() + ": "
                    + slope(growth.slope()));
        }
        lies(run, lines);
        checks(run, lines);
        lines.add("  time " + Numbers.seconds(run.seconds()));
        return String.join("\n", lines).replace('−', '-');
    }

    private static String name(CaseRecord one) {
        return one.market() + ", " + one.mechanism();
    }

    private static String slopeHead(OnlineRecord run) {
        return run.kind().equals("bandit")
                ? "slope of max(n welfare, agents, seller)"
                : "slopes: welfare, seller, agents";
    }

    private static String slopes(OnlineRecord run, CaseRecord one) {
        if (run.kind().equals("bandit")) {
            return slope(one.growth().getOrDefault("max", new Slope(Double.NaN, Double.NaN, Double.NaN)));
        }
        List<String> slopes = new ArrayList<>();
        for (String column : List.of("welfare", "seller", "agents")) {
            slopes.add(slope(one.growth().getOrDefault(column, new Slope(Double.NaN, Double.NaN, Double.NaN))));
        }
        return String.join(", ", slopes);
    }

    private static String slope(Slope slope) {
        if (Double.isNaN(slope.slope())) {
            return "-";
        }
        return Double.isNaN(slope.low())
                ? Numbers.fixed(slope.slope(), 2)
                : Numbers.fixed(slope.slope(), 2) + " [" + Numbers.fixed(slope.low(), 2) + ", "
                        + Numbers.fixed(slope.high(), 2) + "]";
    }

    private static String estimate(Estimate estimate) {
        return Numbers.mean(estimate.mean(), estimate.standardError())
                + (Double.isNaN(estimate.standardError()) ? "" : " (" + Numbers.error(estimate.standardError()) + ")");
    }

    private static void lies(OnlineRecord run, List<String> lines) {
        CaseRecord most = null;
        double largest = Double.NEGATIVE_INFINITY;
        int tried = 0;
        for (CaseRecord one : run.cases()) {
            if (!one.gain().isEmpty()) {
                tried++;
                double gain = one.gain().get(one.gain().size() - 1).mean();
                if (gain > largest) {
                    largest = gain;
                    most = one;
                }
            }
        }
        if (most != null) {
            lines.add("  largest gain from lying per round, of " + tried + ": "
                    + estimate(most.gain().get(most.gain().size() - 1)) + " (" + name(most) + ": agent " + most.liar()
                    + " " + most.lie() + ")");
        }
    }

    private static void checks(OnlineRecord run, List<String> lines) {
        // What a liar reports is not the truth, and no set need cover it.
        List<CaseRecord> truthful =
                run.cases().stream().filter(one -> one.liar() == 0).toList();
        double covered = 0;
        double deviation = 0;
        double identity = 0;
        for (CaseRecord one : run.cases()) {
            identity = Math.max(identity, one.fact("worstIdentity").largest());
        }
        for (CaseRecord one : truthful) {
            covered += one.fact("covered").mean() / truthful.size();
            deviation = Math.max(deviation, one.fact("worstDeviation").largest());
        }
        lines.add(String.format(
                Locale.ROOT,
                "  the truth stays in the confidence sets in %.1f %% of truthful runs; the worst deviation is %.2f of the radius",
                100 * covered,
                deviation));
        lines.add(String.format(Locale.ROOT, "  welfare = seller + agents to %.1e per round in every run", identity));
        run.checks().forEach(check -> lines.add("  CHECK FAILED: " + check));
    }
}
