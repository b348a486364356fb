package org.dynama.compare.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dynama.compare.market.MeanAmount;
import org.dynama.compare.mechanism.AgentShare;
import org.dynama.compare.study.CompareRecord;
import org.dynama.compare.study.CompareRecord.Compared;
import org.dynama.compare.study.CompareRecord.Limit;
import org.dynama.page.Bars;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Grid;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.dynama.study.View;

/** What the page of a comparison shows. */
public final class CompareView {
    private final CompareRecord record;

    private CompareView(CompareRecord record) {
        this.record = record;
    }

    /** The sections and the figure of a record. */
    public static View of(CompareRecord record) {
        CompareView view = new CompareView(record);
        ComparisonGrids grids = new ComparisonGrids(record);
        Figure frontier = FrontierFigure.of(record);
        return new View(
                record.setting().market() + "; " + view.ground(),
                view.lead(),
                record.setting().notes(),
                Stream.of(grids.results(), grids.promises(), grids.misfits())
                        .filter(grid -> !grid.rows().isEmpty())
                        .toList(),
                List.of(
                        new View.Section(
                                "Revenue against welfare",
                                Drawings.markup(frontier),
                                "What the designer gets against what there is to get; no mechanism is right of and above"
                                        + " another that the line does not pass through."),
                        view.price(),
                        view.agents(),
                        view.courses(),
                        view.differences(),
                        view.made()),
                List.of(frontier),
                Map.of());
    }

    private String ground() {
        int cases = record.setting().cases();
        return record.setting().horizon() + " horizon, "
                + (cases == 0
                        ? "each mechanism by its own expectations"
                        : record.setting().enumerated()
                                ? "all " + Numbers.count(cases) + " joint types, no sampling error"
                                : Numbers.count(cases) + " sampled profiles");
    }

    private String lead() {
        Compared best = record.best();
        MeanAmount profit = best.worth().profit();
        Limit bound = record.tightest();
        StringBuilder lead = new StringBuilder("The most for the designer comes from " + best.title() + ", "
                + Numbers.estimate(profit.mean(), profit.standardError()));
        if (!best.participation().holds()) {
            lead.append(", but truthful agents may lose by it, and bounds are on mechanisms in which nobody does");
        }
        if (record.gap(best) != null && bound != null && bound.value() > 0 && profit.mean() > 0) {
            lead.append(", ")
                    .append(Numbers.shareEstimate(
                            profit.mean() / bound.value(), profit.standardError() / bound.value()))
                    .append(" of the tightest bound (")
                    .append(bound.name())
                    .append(")");
        }
        return lead.append('.').toString();
    }

    /** What truth costs: full information, bounds and mechanisms as bars. */
    private View.Section price() {
        Map<String, Double> bars = new LinkedHashMap<>();
        record.bounds().stream()
                .sorted(Comparator.comparingDouble(Limit::value).reversed())
                .forEach(limit -> bars.put(limit.name(), limit.value()));
        record.mechanisms().stream()
                .sorted(Comparator.comparingDouble((Compared mechanism) ->
                                mechanism.worth().profit().mean())
                        .reversed())
                .forEach(mechanism ->
                        bars.put(mechanism.title(), mechanism.worth().profit().mean()));
        return new View.Section(
                "What truth costs",
                Bars.values(bars),
                "The designer's profit: from what one could earn who knew all types, down to what each mechanism earns"
                        + " who must be told them.");
    }

    private View.Section agents() {
        List<String> head = new ArrayList<>(List.of("mechanism", "agent", "earns", "pays", "keeps"));
        List<List<String>> rows = new ArrayList<>();
        for (Compared mechanism : record.mechanisms()) {
            for (AgentShare agent : mechanism.agents()) {
                rows.add(List.of(
                        mechanism.title(),
                        agent.name(),
                        ComparisonGrids.shown(agent.reward()),
                        ComparisonGrids.shown(agent.payment()),
                        ComparisonGrids.shown(agent.utility())));
            }
        }
        return new View.Section("Who gets what", new Grid(head, rows, 2).html(), "A negative payment is received.");
    }

    private View.Section courses() {
        StringBuilder content = new StringBuilder();
        for (Compared mechanism : record.mechanisms()) {
            if (!mechanism.course().isEmpty()) {
                content.append(Html.details(mechanism.title(), content.isEmpty(), Bars.visits(mechanism.course())));
            }
        }
        return new View.Section("What is done when", content.toString());
    }

    private View.Section differences() {
        List<String> head = new ArrayList<>(List.of("profit of row less column"));
        record.mechanisms().forEach(mechanism -> head.add(mechanism.title()));
        List<List<String>> rows = new ArrayList<>();
        for (Compared mechanism : record.mechanisms()) {
            List<String> row = new ArrayList<>(List.of(mechanism.title()));
            for (Compared other : record.mechanisms()) {
                MeanAmount difference = mechanism.differences().get(other.name());
                row.add(difference == null ? "" : ComparisonGrids.shown(difference));
            }
            rows.add(row);
        }
        return new View.Section(
                "Differences",
                rows.size() < 2 ? "" : new Grid(head, rows, 1).html(),
                record.setting().enumerated()
                        ? "Case by case, over all joint types: exact."
                        : "Case by case, on the same profiles: sampling noise that both share cancels. ± is one"
                                + " standard error.");
    }

    private View.Section made() {
        List<List<String>> rows = new ArrayList<>();
        record.mechanisms().stream()
                .filter(mechanism -> !mechanism.made().isEmpty())
                .forEach(mechanism -> rows.add(List.of(mechanism.title(), mechanism.made())));
        return new View.Section("What they are here", rows.isEmpty() ? "" : Html.table("facts", List.of(), rows));
    }
}
