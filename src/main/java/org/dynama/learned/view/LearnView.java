package org.dynama.learned.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.learned.study.Certified;
import org.dynama.learned.study.LearnRecord;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Grid;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.dynama.study.RunFolder;
import org.dynama.study.Table;
import org.dynama.study.View;

/** What the page of a learned mechanism shows: figures against baselines, learning curves, and where lies still pay. */
public final class LearnView {
    /** Below this, fixed decimals show too few digits. */
    private static final double SMALL = 1e-3;

    private final LearnRecord run;
    private final LearnRecord.Mechanism mechanism;
    private final int decimals;
    private final boolean isSmall;

    private LearnView(LearnRecord run) {
        this.run = run;
        mechanism = run.mechanism();
        double largest = Math.max(Math.abs(mechanism.welfare()), Math.abs(mechanism.profit()));
        isSmall = largest > 0 && largest < SMALL;
        decimals = Math.max(4, Numbers.decimals(largest, 4));
    }

    /** The sections and figures of a record; its training is in the folder's {@code trace.csv}, if it was one. */
    public static View of(LearnRecord run, RunFolder folder) {
        LearnView view = new LearnView(run);
        List<Figure> learning = LearnFigures.learning(
                Table.read(folder.file("trace.csv")), run.baselines().profits());
        List<Figure> curves = LearnFigures.curves(run.curves());
        List<Figure> lies = LearnFigures.lies(run.agents());
        return new View(
                run.setting().world(),
                view.lead(),
                Stream.of(run.setting().notes(), run.baselines().notes())
                        .flatMap(List::stream)
                        .toList(),
                List.of(view.mechanism(), view.baselines()),
                List.of(
                        section("Learning", "", learning),
                        section(
                                "What each report gets",
                                "Allocation and payment in the first period, as functions of the report.",
                                curves),
                        section(
                                "Where lies still pay",
                                "Utility of truth, and what the best lie found would add, by initial type (its first"
                                        + " good).",
                                lies)),
                Stream.of(learning, curves, lies).flatMap(List::stream).toList(),
                view.making());
    }

    private Map<String, String> making() {
        Map<String, String> making = new LinkedHashMap<>();
        making.put("training", run.setting().training());
        Certified certified = run.certified();
        if (certified != null) {
            making.put(
                    "the nearest truthful mechanism",
                    "among " + certified.among() + "; its runs differ from the learned one's by "
                            + Numbers.plain(certified.distance()) + " (L1 distance of their laws, an agent), for which "
                            + Numbers.plain(certified.price()) + " of the highest value were paid a unit");
        }
        making.put("time", time(run.seconds()));
        return making;
    }

    private static View.Section section(String heading, String text, List<Figure> figures) {
        String drawings = figures.stream().map(Drawings::markup).collect(Collectors.joining());
        return new View.Section(heading, drawings.isEmpty() ? "" : Html.paragraph("", text) + drawings);
    }

    private static String time(LearnRecord.Seconds seconds) {
        return Numbers.seconds(seconds.total()) + " (training " + Numbers.seconds(seconds.training()) + ", evaluation "
                + Numbers.seconds(seconds.evaluation()) + "; processor " + Numbers.seconds(seconds.processor()) + ")";
    }

    private String lead() {
        String left = "Profit " + fixed(mechanism.profitLeft())
                + " is left when each agent does what is best for her, or stays away";
        Certified certified = run.certified();
        String proven = certified == null
                ? ""
                : "; " + fixed(certified.profit()) + " of a truthful mechanism near it is proven in fractions";
        return left + proven + ". " + fixed(mechanism.profit())
                + " when all are truthful, where lying could gain agents " + gains() + " and taking part costs them "
                + fixed(mechanism.participationLoss()) + ".";
    }

    /** Gains that are known from both sides are small where a training was any good: they are shown to four digits. */
    private String gains() {
        Double atMost = mechanism.exploitabilityAtMost();
        String words = " (" + mechanism.responses().words() + ")";
        return atMost == null
                ? fixed(mechanism.exploitability()) + words
                : "at least " + Numbers.plain(mechanism.exploitability()) + words + ", at most "
                        + Numbers.plain(atMost);
    }

    private Grid mechanism() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(amount("profit left when agents best-respond or stay away", mechanism.profitLeft()));
        Certified certified = run.certified();
        if (certified != null) {
            String copies = certified.copies() == 1 ? "" : ", " + certified.copies() + " goods apart";
            rows.add(List.of(
                    "profit of the nearest truthful mechanism, proven" + copies,
                    fixed(certified.profit()),
                    share(certified.profit(), certified.welfare())));
        }
        rows.add(amount("profit when all are truthful", mechanism.profit()));
        Double atMost = mechanism.exploitabilityAtMost();
        if (atMost == null) {
            rows.add(amount("exploitability", mechanism.exploitability()));
        } else {
            rows.add(gain("exploitability, at least", mechanism.exploitability()));
            rows.add(gain("exploitability, at most", atMost));
        }
        rows.add(amount("IR loss", mechanism.participationLoss()));
        rows.add(amount("profit less both", mechanism.profitSubtracted()));
        rows.add(amount("profit left when all are refunded so much that they stay", mechanism.profitRefunded()));
        rows.add(amount("welfare", mechanism.welfare()));
        return new Grid(List.of("the mechanism", "amount", "share of welfare"), rows, 1);
    }

    private List<String> amount(String name, double value) {
        return List.of(name, fixed(value), share(value, mechanism.welfare()));
    }

    private List<String> gain(String name, double value) {
        return List.of(name, Numbers.plain(value), share(value, mechanism.welfare()));
    }

    private Grid baselines() {
        Map<String, Double> profits = new LinkedHashMap<>(run.baselines().profits());
        Double surplus = run.baselines().surplus();
        if (surplus != null) {
            profits.put("all surplus" + run.baselines().surplusSays(), surplus);
        }
        return new Grid(
                List.of("baselines", "profit", "profit left beside it"),
                profits.entrySet().stream()
                        .map(baseline -> List.of(
                                baseline.getKey(),
                                fixed(baseline.getValue()),
                                share(mechanism.profitLeft(), baseline.getValue())))
                        .toList(),
                1);
    }

    private static String share(double part, double whole) {
        return whole > 0 ? Numbers.fixed(100 * part / whole, 2) + "%" : "";
    }

    private String fixed(double value) {
        return isSmall ? Numbers.plain(value) : Numbers.fixed(value, decimals);
    }
}
