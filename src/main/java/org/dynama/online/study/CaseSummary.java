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
import org.dynama.online.reporting.Hearing;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRecord.Fact;
import org.dynama.online.study.OnlineRecord.HorizonGrowth;

/** All seeds of a case in a few numbers. */
record CaseSummary(OnlineCase one, List<SeedRun> runs) {

    /**
     * @param truthful the same case without the lie
     * @param found lies that were searched
     */
    CaseRecord record(long slopeFrom, CaseSummary truthful, List<FoundLie> found) {
        long[] rounds = one.grid().rounds();
        Map<String, List<Estimate>> curves = new LinkedHashMap<>();
        for (String column : runs.get(0).curves().keySet()) {
            curves.put(column, curve(point -> values(column, point)));
        }
        Map<String, Fact> facts = facts();
        if (facts.containsKey(Hearing.CHANGED) && facts.get(Hearing.CHANGED).largest() > 0) {
            curves.put(CaseRecord.GAIN, curve(point -> gain(truthful, point)));
        }
        double unit = one.baseline().ceiling();
        Map<String, Growth> growth = new LinkedHashMap<>();
        for (String column : Regrets.TOTALS) {
            double[][] each = runs.stream()
                    .map(run -> run.curve(column).times(1 / unit).toArray())
                    .toArray(double[][]::new);
            double floor = one.baseline().floor(column) / unit;
            growth.put(column, Growth.ofExcess(rounds, each, floor, slopeFrom));
        }
        List<Long> grid = LongStream.of(rounds).boxed().toList();
        List<Episode> episodes = runs.get(0).episodes();
        return new CaseRecord(one.title(), one.baseline(), grid, curves, growth, facts, episodes, found);
    }

    private List<Estimate> curve(IntFunction<double[]> sample) {
        return IntStream.range(0, one.grid().size())
                .mapToObj(point -> Estimate.of(sample.apply(point)))
                .toList();
    }

    private double[] values(String column, int point) {
        return runs.stream().mapToDouble(run -> run.curve(column).get(point)).toArray();
    }

    /** The liars' utility less what they had by the truth on the same seeds, per round. */
    private double[] gain(CaseSummary truthful, int point) {
        double[] gain = new double[runs.size()];
        for (int liar : one.title().liars()) {
            double[] told = truthful.values(Regrets.agent(liar), point);
            double[] lied = values(Regrets.agent(liar), point);
            for (int b = 0; b < gain.length; b++) {
                gain[b] += (told[b] - lied[b]) / one.grid().round(point);
            }
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
        return groups.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .map(group -> overLengths(group.getKey(), group.getValue()))
                .toList();
    }

    private static HorizonGrowth overLengths(String mechanism, List<CaseSummary> group) {
        long[] rounds = group.stream().mapToLong(each -> each.one.grid().last()).toArray();
        double[][] ends = IntStream.range(0, group.get(0).runs.size())
                .mapToObj(b -> group.stream()
                        .mapToDouble(each -> each.runs.get(b).last(Regrets.WELFARE)
                                / each.one.baseline().ceiling())
                        .toArray())
                .toArray(double[][]::new);
        List<Estimate> regrets = group.stream()
                .map(each ->
                        Estimate.of(each.values(Regrets.WELFARE, each.one.grid().size() - 1)))
                .toList();
        return new HorizonGrowth(
                mechanism, LongStream.of(rounds).boxed().toList(), regrets, Growth.of(rounds, ends, 1));
    }
}
