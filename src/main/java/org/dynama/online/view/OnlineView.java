package org.dynama.online.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.regret.Growth;
import org.dynama.online.regret.Regrets;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.page.Grid;
import org.dynama.page.Numbers;
import org.dynama.study.View;
import org.jspecify.annotations.Nullable;

/** What page and terminal show of simulated online mechanisms. */
public final class OnlineView {
    private static final Map<String, String> FACTS = Map.ofEntries(
            Map.entry("worstIdentity", "|welfare - designer - agents| per round"),
            Map.entry("belowZero", "share of charged rounds with a price above the expected value"),
            Map.entry("lowestUtility", "smallest expected utility of a round"),
            Map.entry("updates", "updates of the confidence sets"),
            Map.entry("covered", "truth inside all confidence sets (1 = yes)"),
            Map.entry("worstDeviation", "largest deviation as a share of the confidence radius"),
            Map.entry("worstKernelDeviation", "the same, of the kernel alone"),
            Map.entry("mixingPrices", "prices not charged in mixing phases"),
            Map.entry("infeasible", "updates without a feasible linear program"),
            Map.entry("programSeconds", "seconds in linear programs"),
            Map.entry("largestDualityGap", "largest duality gap of a linear program"));

    /** Of confidence sets, which runs that end before the first of them do not have. */
    private static final Set<String> OF_SETS = Set.of("covered", "worstDeviation", "worstKernelDeviation");

    /** Less of what anybody may earn in a round is zero to a reader. */
    private static final double ROUNDING = 1e-9;

    private final OnlineRecord run;
    private final List<CaseRecord> liars;

    private OnlineView(OnlineRecord run) {
        this.run = run;
        liars = run.cases().stream().filter(one -> one.title().liar() > 0).toList();
    }

    /** What a record shows. */
    public static View of(OnlineRecord run) {
        OnlineView view = new OnlineView(run);
        List<Shown> figures = new OnlineFigures(run).all();
        Grid regrets = view.grid("regret at the end", Regrets.SIDES, (one, side) -> estimate(run, one.last(side)));
        Grid slopes = view.grid(
                "slope of the regret",
                List.copyOf(run.cases().get(0).growth().keySet()),
                (one, column) -> slope(Objects.requireNonNull(one.growth().get(column))));
        String facts = view.facts().html();
        return new View(
                view.subject(),
                view.lead(),
                view.notes(),
                Stream.of(regrets, slopes, view.horizons(), view.lies())
                        .filter(grid -> !grid.rows().isEmpty())
                        .toList(),
                Stream.concat(
                                figures.stream().map(Shown::section),
                                Stream.of(
                                        new View.Section(
                                                "What each agent has at the end", new AgentsAtTheEnd(run).markup()),
                                        new View.Section("What every truthful run did", facts)))
                        .toList(),
                figures.stream().flatMap(shown -> shown.figures().stream()).toList(),
                view.making());
    }

    private String subject() {
        String mechanism = switch (run.kind()) {
            case BANDIT -> "Mechanisms that learn values from what agents report; ";
            case MDP -> "Mechanisms that learn a market while it moves; ";
        };
        return mechanism + counted(run.cases().stream().map(one -> one.title().market()), "market") + ", "
                + counted(run.cases().stream().map(one -> one.title().mechanism()), "variant") + ", "
                + Numbers.count(run.seeds()) + (run.seeds() == 1 ? " seed" : " seeds");
    }

    /** One by its name, several by their number. */
    private static String counted(Stream<String> names, String what) {
        List<String> distinct = names.distinct().toList();
        return distinct.size() == 1 ? what + " \"" + distinct.get(0) + "\"" : distinct.size() + " " + what + "s";
    }

    private String lead() {
        CaseRecord first = run.cases().get(0);
        List<CaseRecord> effective =
                liars.stream().filter(one -> one.withoutEffect().isEmpty()).toList();
        Optional<CaseRecord> most = effective.stream()
                .max(Comparator.comparingDouble(one -> one.last(CaseRecord.GAIN).mean()));
        String lies = most.map(one -> " The best lie that changes a report, of " + effective.size() + ", gains "
                        + estimate(run, one.last(CaseRecord.GAIN)) + " per round (" + run.label(one) + ": "
                        + one.lies() + ").")
                .orElse("");
        return run.label(first) + ": after " + Numbers.count(first.title().rounds()) + " rounds welfare is "
                + estimate(run, first.last(Regrets.WELFARE)) + " below that of VCG with full knowledge." + lies;
    }

    private List<String> notes() {
        boolean floors = run.cases().stream().anyMatch(one -> one.baseline().floor(Regrets.WELFARE) != 0);
        List<String> notes = new ArrayList<>(List.of(
                "numbers are means over seeds with standard errors",
                "slopes are those of means on log-log axes, with the points used and, from " + Growth.LEAST_SEEDS
                        + " seeds on, 95 % intervals by Student's t over seeds, of the size"
                        + (floors ? " beyond the floor that delta's exploration costs for ever" : ""),
                "max is the largest of n times welfare, agents and designer"));
        if (!liars.isEmpty()) {
            notes.add("a gain is the liars' utility less what the truth gives them on the same seeds");
            notes.add("what alters no report that the mechanism hears is no lie");
            notes.add("lies that a search found stand in result.json, with the keys that tell them again");
        }
        return notes;
    }

    /** A row for each truthful case. */
    private Grid grid(String head, List<String> columns, BiFunction<CaseRecord, String, String> cell) {
        List<List<String>> rows = run.truthful().stream()
                .map(one -> row(run.label(one), columns.stream().map(column -> cell.apply(one, column))))
                .toList();
        return new Grid(row(head, columns.stream()), rows, 1);
    }

    private static List<String> row(String first, Stream<String> rest) {
        return Stream.concat(Stream.of(first), rest).toList();
    }

    private Grid horizons() {
        Stream<Long> lengths = run.horizons().stream().limit(1).flatMap(one -> one.horizons().stream());
        List<List<String>> rows = new ArrayList<>();
        for (OnlineRecord.HorizonGrowth one : run.horizons()) {
            Stream<String> regrets = one.regrets().stream().map(regret -> estimate(run, regret));
            rows.add(row(one.mechanism(), Stream.concat(Stream.of(slope(one.growth())), regrets)));
        }
        Stream<String> head = Stream.concat(Stream.of("slope"), lengths.map(Numbers::count));
        return new Grid(row("regret of welfare by rounds", head), rows, 1);
    }

    private Grid lies() {
        List<List<String>> rows = new ArrayList<>();
        for (CaseRecord one : liars) {
            String changed = Numbers.count(Math.round(one.fact(Hearing.CHANGED).mean()));
            Estimate gain = one.gain();
            String gained = gain == null ? "no lie" : estimate(run, gain);
            rows.add(List.of(run.label(one), one.lies(), gained, changed));
        }
        return new Grid(List.of("what lying gains", "lie", "gain per round", "changed reports"), rows, 2);
    }

    /** An amount of a run; rounding is zero to a reader. */
    static String estimate(OnlineRecord run, Estimate estimate) {
        double rounding = ROUNDING * run.cases().get(0).baseline().unit();
        boolean isRounding = Math.abs(estimate.mean()) < rounding && !(estimate.standardError() >= rounding);
        return isRounding ? "0" : Numbers.estimate(estimate.mean(), estimate.standardError());
    }

    private static String slope(@Nullable Growth growth) {
        if (growth == null || Double.isNaN(growth.slope())) {
            return growth != null && growth.changesSign() ? "changes sign" : "–";
        }
        String interval = growth.hasInterval()
                ? " [" + Numbers.fixed(growth.low(), 3) + ", " + Numbers.fixed(growth.high(), 3) + "]"
                : "";
        return Numbers.fixed(growth.slope(), 3) + interval + ", " + growth.points() + " points";
    }

    private Grid facts() {
        List<List<String>> rows = new ArrayList<>();
        List<String> names = run.truthful().stream()
                .flatMap(one -> one.facts().keySet().stream())
                .distinct()
                .toList();
        for (String name : names) {
            List<OnlineRecord.Fact> tested = run.truthful().stream()
                    .filter(one -> one.facts().containsKey(name))
                    .filter(one -> one.hasLearned() || !OF_SETS.contains(name))
                    .map(one -> one.fact(name))
                    .toList();
            double mean = tested.stream()
                    .mapToDouble(OnlineRecord.Fact::mean)
                    .average()
                    .orElse(0);
            double least =
                    tested.stream().mapToDouble(OnlineRecord.Fact::least).min().orElse(0);
            double most = tested.stream()
                    .mapToDouble(OnlineRecord.Fact::largest)
                    .max()
                    .orElse(0);
            rows.add(row(
                    FACTS.getOrDefault(name, name),
                    DoubleStream.of(mean, least, most)
                            .mapToObj(number -> tested.isEmpty() ? "not tested" : Numbers.plain(number))));
        }
        return new Grid(List.of("", "mean", "least", "largest"), rows, 1);
    }

    private Map<String, String> making() {
        Map<String, String> making = new LinkedHashMap<>();
        run.truthful().forEach(one -> one.baseline().notes().forEach(note -> making.put(run.label(one), note)));
        return making;
    }
}
