package org.dynama.online.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.mdp.Episode;
import org.dynama.online.regret.Growth;
import org.dynama.online.regret.Regrets;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRecord.Fact;
import org.dynama.online.study.OnlineRecord.HorizonGrowth;

/** All seeds of a case in a few numbers. */
record CaseSummary(OnlineCase one, List<SeedRun> runs) {

    /** @param truthful the same case without the lie */
    CaseRecord record(long slopeFrom, CaseSummary truthful) {
        long[] rounds = one.grid().rounds();
        Map<String, List<Estimate>> curves = new LinkedHashMap<>();
        for (String column : runs.get(0).curves().keySet()) {
            curves.put(column, curve(point -> values(column, point)));
        }
        if (!one.isTruthful()) {
            curves.put(CaseRecord.GAIN, curve(point -> gain(truthful, point)));
        }
        Map<String, Growth> growth = new LinkedHashMap<>();
        for (String column : Regrets.TOTALS) {
            double[][] each =
                    runs.stream().map(run -> run.curve(column).toArray()).toArray(double[][]::new);
            growth.put(column, Growth.ofExcess(rounds, each, one.baseline().floor(column), slopeFrom));
        }
        List<Long> grid = LongStream.of(rounds).boxed().toList();
        List<Episode> episodes = runs.get(0).episodes();
        return new CaseRecord(one.title(), one.baseline(), grid, curves, growth, facts(), episodes);
    }

    private List<Estimate> curve(IntFunction<double[]> sample) {
        return IntStream.range(0, one.grid().size())
                .mapToObj(point -> Estimate.of(sample.apply(point)))
                .toList();
    }

    private double[] values(String column, int point) {
        return runs.stream().mapToDouble(run -> run.curve(column).get(point)).toArray();
    }

    /** The liar's utility less what she had by the truth on the same seeds, per round. */
    private double[] gain(CaseSummary truthful, int point) {
        String column = Regrets.agent(one.title().liar());
        double[] gain = truthful.values(column, point);
        double[] lied = values(column, point);
        for (int b = 0; b < gain.length; b++) {
            gain[b] = (gain[b] - lied[b]) / one.grid().round(point);
        }
        return gain;
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

    /** The growth of the welfare regret of each mechanism that has truthful runs of several lengths. */
    static List<HorizonGrowth> horizons(List<CaseSummary> all) {
        Map<String, List<CaseSummary>> groups = new LinkedHashMap<>();
        for (CaseSummary each : all) {
            String name = each.one.title().market() + ": " + each.one.title().mechanism();
            if (each.one.isTruthful()) {
                groups.computeIfAbsent(name, absent -> new ArrayList<>()).add(each);
            }
        }
        groups.values().removeIf(group -> group.size() == 1);
        List<HorizonGrowth> growth = new ArrayList<>();
        groups.forEach((mechanism, group) -> growth.add(overLengths(mechanism, group)));
        return growth;
    }

    private static HorizonGrowth overLengths(String mechanism, List<CaseSummary> group) {
        List<Long> lengths = new ArrayList<>();
        List<Estimate> regrets = new ArrayList<>();
        double[][] ends = new double[group.get(0).runs.size()][group.size()];
        for (CaseSummary each : group) {
            double[] sample = each.values(Regrets.WELFARE, each.one.grid().size() - 1);
            for (int b = 0; b < sample.length; b++) {
                ends[b][lengths.size()] = sample[b];
            }
            lengths.add(each.one.grid().last());
            regrets.add(Estimate.of(sample));
        }
        long[] rounds = lengths.stream().mapToLong(length -> length).toArray();
        return new HorizonGrowth(mechanism, lengths, regrets, Growth.of(rounds, ends, 1));
    }
}
