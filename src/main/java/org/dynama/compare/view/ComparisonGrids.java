package org.dynama.compare.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.compare.market.MeanAmount;
import org.dynama.compare.mechanism.Margin;
import org.dynama.compare.study.CompareRecord;
import org.dynama.compare.study.CompareRecord.Compared;
import org.dynama.compare.study.CompareRecord.Limit;
import org.dynama.page.Grid;
import org.dynama.page.Numbers;
import org.jspecify.annotations.Nullable;

/** The tables that a terminal shows of a comparison, too. */
record ComparisonGrids(CompareRecord record) {

    /** What each brings, and the bounds. */
    Grid results() {
        boolean hasDesigner = record.mechanisms().stream()
                .anyMatch(mechanism ->
                        !mechanism.worth().profit().equals(mechanism.worth().revenue()));
        Limit bound = record.tightest();
        List<String> head = new ArrayList<>(List.of("mechanism", "revenue"));
        if (hasDesigner) {
            head.add("profit");
        }
        head.add("welfare");
        if (hasDesigner) {
            head.add("with designer");
        }
        head.add("agents keep");
        if (bound != null) {
            head.add("gap to bound");
        }
        head.add("time");
        List<List<String>> rows = new ArrayList<>();
        for (Compared mechanism : record.mechanisms()) {
            List<String> row = new ArrayList<>(
                    List.of(mechanism.title(), shown(mechanism.worth().revenue())));
            if (hasDesigner) {
                row.add(shown(mechanism.worth().profit()));
            }
            row.add(shown(mechanism.worth().welfare()));
            if (hasDesigner) {
                row.add(shown(mechanism.worth().surplus()));
            }
            row.add(Numbers.plain(mechanism.agents().stream()
                    .mapToDouble(agent -> agent.utility().mean())
                    .sum()));
            if (bound != null) {
                Double gap = record.gap(mechanism);
                row.add(gap == null ? "" : Numbers.plain(gap));
            }
            Double seconds = record.seconds().mechanisms().get(mechanism.name());
            row.add(seconds == null ? "" : Numbers.seconds(seconds));
            rows.add(row);
        }
        for (Limit limit : record.bounds()) {
            List<String> row = new ArrayList<>(List.of("bound: " + limit.name()));
            while (row.size() < head.size()) {
                row.add("");
            }
            row.set(hasDesigner ? 2 : 1, Numbers.estimate(limit.value(), limit.standardError()));
            rows.add(row);
        }
        return new Grid(head, rows, 1);
    }

    /** An amount with its error; empty where it is not known. */
    static String shown(@Nullable MeanAmount amount) {
        return amount == null ? "" : Numbers.estimate(amount.mean(), amount.standardError());
    }

    /** What each promise rests on. */
    Grid promises() {
        List<List<String>> rows = new ArrayList<>();
        for (Compared mechanism : record.mechanisms()) {
            rows.add(List.of(
                    mechanism.title(),
                    mechanism.promise(),
                    margin(mechanism.incentives()),
                    margin(mechanism.participation())));
        }
        return new Grid(List.of("mechanism", "promise", "truth over the best lie", "over staying away"), rows, 4);
    }

    /** Why other mechanisms do not fit, those with the same reason together. */
    Grid misfits() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        record.misfits()
                .forEach((name, misfit) -> names.computeIfAbsent(misfit, reason -> new ArrayList<>())
                        .add(name));
        List<List<String>> rows = new ArrayList<>();
        names.forEach((misfit, who) -> rows.add(List.of(String.join(", ", who), misfit)));
        return new Grid(List.of("not compared", "because"), rows, 2);
    }

    private static String margin(Margin margin) {
        Double measured = margin.margin();
        return (measured == null ? "" : Numbers.plain(measured) + ", ") + margin.method();
    }
}
