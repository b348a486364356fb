package org.dynama.online.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.Growth;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRecord.Fact;
import org.dynama.online.study.OnlineRecord.Slope;
import org.jspecify.annotations.Nullable;

/** All seeds of a case in a few numbers. */
final class CaseSummary {
    private static final List<String> REGRETS = List.of("welfare", "seller", "agents", "max");

    private final OnlineCase one;
    private final List<SeedRun> runs;

    CaseSummary(OnlineCase one, List<SeedRun> runs) {
        this.one = one;
        this.runs = runs;
    }

    /** @param truthful the runs of the case without the lie; null where nobody lies */
    CaseRecord record(long slopeFrom, @Nullable List<SeedRun> truthful) {
        List<Long> grid = new ArrayList<>();
        for (long round : one.grid().rounds()) {
            grid.add(round);
        }
        Map<String, List<Estimate>> curves = new LinkedHashMap<>();
        for (String column : runs.get(0).curves().columns()) {
            curves.put(column, curve(column));
        }
        Map<String, Slope> growth = new LinkedHashMap<>();
        for (String column : REGRETS) {
            growth.put(column, slope(column, slopeFrom));
        }
        return new CaseRecord(
                one.market(),
                one.mechanism(),
                one.lie(),
                one.liar(),
                one.grid().last(),
                one.notes(),
                one.floors().stream().boxed().toList(),
                one.prices().stream().boxed().toList(),
                grid,
                curves,
                growth,
                facts(),
                truthful == null ? List.of() : gain(truthful),
                runs.get(0).episodes());
    }

    private List<Estimate> curve(String column) {
        List<Estimate> curve = new ArrayList<>();
        for (int point = 0; point < one.grid().size(); point++) {
            double[] sample = new double[runs.size()];
            for (int b = 0; b < sample.length; b++) {
                sample[b] = runs.get(b).curves().get(column, point);
            }
            curve.add(Estimate.of(sample));
        }
        return curve;
    }

    /** The growth of the absolute excess over the floor; of {@code max} as it is. */
    private Slope slope(String column, long from) {
        int k = REGRETS.indexOf(column);
        double floor = k < one.floors().size() ? one.floors().get(k) : 0;
        double[][] excess = new double[runs.size()][];
        double total = 0;
        for (int b = 0; b < excess.length; b++) {
            excess[b] = runs.get(b).curves().column(column);
            for (int point = 0; point < excess[b].length; point++) {
                excess[b][point] -= floor * one.grid().round(point);
            }
            total += excess[b][excess[b].length - 1];
        }
        if (total < 0) {
            for (double[] curve : excess) {
                for (int point = 0; point < curve.length; point++) {
                    curve[point] = -curve[point];
                }
            }
        }
        return of(Growth.of(one.grid().rounds(), excess, from));
    }

    static Slope of(Growth growth) {
        return new Slope(growth.slope(), growth.low(), growth.high());
    }

    private Map<String, Fact> facts() {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (String name : runs.get(0).facts().keySet()) {
            var numbers = runs.stream()
                    .mapToDouble(run -> run.facts().getOrDefault(name, Double.NaN))
                    .summaryStatistics();
            facts.put(name, new Fact(numbers.getAverage(), numbers.getMin(), numbers.getMax()));
        }
        return facts;
    }

    /** The liar's utility less what she had by the truth on the same seeds, per round. */
    private List<Estimate> gain(List<SeedRun> truthful) {
        List<Estimate> gain = new ArrayList<>();
        String column = "agent " + one.liar();
        for (int point = 0; point < one.grid().size(); point++) {
            double[] sample = new double[runs.size()];
            for (int b = 0; b < sample.length; b++) {
                double less = truthful.get(b).curves().get(column, point)
                        - runs.get(b).curves().get(column, point);
                sample[b] = less / one.grid().round(point);
            }
            gain.add(Estimate.of(sample));
        }
        return gain;
    }
}
