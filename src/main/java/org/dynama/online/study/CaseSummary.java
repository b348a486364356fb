package org.dynama.online.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Episode;
import org.dynama.online.regret.Growth;
import org.dynama.online.regret.Regrets;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRecord.Fact;
import org.dynama.online.study.OnlineRecord.HorizonGrowth;

/** All seeds of a case in a few numbers. */
record CaseSummary(OnlineCase one, SeedRuns runs) {

    /**
     * @param truthful the same case without the lie
     * @param found lies that were searched
     */
    CaseRecord record(long slopeFrom, CaseSummary truthful, List<FoundLie> found) {
        long[] rounds = one.grid().rounds();
        Map<String, List<Estimate>> curves = new LinkedHashMap<>();
        for (String column : runs.get(0).curves().keySet()) {
            double[][] each = runs.column(column);
            curves.put(column, curve(point -> at(each, point)));
        }
        Map<String, Fact> facts = facts();
        if (facts.containsKey(Hearing.CHANGED) && facts.get(Hearing.CHANGED).largest() > 0) {
            curves.put(CaseRecord.GAIN, gain(truthful));
        }
        double unit = one.baseline().ceiling();
        Map<String, Growth> growth = new LinkedHashMap<>();
        for (String column : Regrets.TOTALS) {
            double[][] each = Arrays.stream(runs.column(column))
                    .map(run -> Reals.of(run).times(1 / unit).toArray())
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

    private static double[] at(double[][] column, int point) {
        return Arrays.stream(column).mapToDouble(run -> run[point]).toArray();
    }

    /** The liars' utility less what they had by the truth on the same seeds, per round. */
    private List<Estimate> gain(CaseSummary truthful) {
        double[][] gain = new double[runs.size()][one.grid().size()];
        for (int liar : one.title().liars()) {
            double[][] told = truthful.runs.column(Regrets.agent(liar));
            double[][] lied = runs.column(Regrets.agent(liar));
            for (int b = 0; b < gain.length; b++) {
                for (int point = 0; point < gain[b].length; point++) {
                    gain[b][point] +=
                            (told[b][point] - lied[b][point]) / one.grid().round(point);
                }
            }
        }
        return curve(point -> at(gain, point));
    }

    private Map<String, Fact> facts() {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (String name : runs.get(0).facts().keySet()) {
            var numbers = IntStream.range(0, runs.size())
                    .mapToDouble(k -> runs.fact(k, name))
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
        List<double[]> last = group.stream()
                .map(each ->
                        at(each.runs.column(Regrets.WELFARE), each.one.grid().size() - 1))
                .toList();
        double[][] ends = new double[group.get(0).runs.size()][group.size()];
        for (int b = 0; b < ends.length; b++) {
            for (int k = 0; k < group.size(); k++) {
                ends[b][k] = last.get(k)[b] / group.get(k).one.baseline().ceiling();
            }
        }
        List<Estimate> regrets = last.stream().map(Estimate::of).toList();
        return new HorizonGrowth(
                mechanism, LongStream.of(rounds).boxed().toList(), regrets, Growth.of(rounds, ends, 1));
    }
}
