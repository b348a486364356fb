package org.dynama.online.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineRecord.HorizonGrowth;
import org.dynama.online.study.OnlineRecord.Slope;
import org.dynama.online.study.OnlineRun;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.dynama.study.InvalidRunException;
import org.dynama.study.RunDirectory;
import org.jspecify.annotations.Nullable;

/** The page of a simulated online mechanism, and its figures beside it. */
public final class OnlineReport {
    private final OnlineRecord run;
    private final List<Figure> figures;
    private final String spec;

    private OnlineReport(OnlineRecord run, String spec) {
        this.run = run;
        this.spec = spec;
        figures = new OnlineFigures(run).all();
    }

    /**
     * Writes the page, and {@code figures/} beside it; returns the page.
     *
     * @param out the page; null for {@code report.html} in the run's folder
     */
    public static Path write(RunDirectory directory, @Nullable Path out) {
        OnlineReport report = new OnlineReport(OnlineRun.read(directory), spec(directory));
        Path page = out == null ? directory.report() : out;
        directory.write(page.toAbsolutePath(), report.page().getBytes(StandardCharsets.UTF_8));
        Path folder = page.toAbsolutePath().resolveSibling("figures");
        for (Figure figure : report.figures) {
            Drawings.files(figure).forEach((name, content) -> directory.write(folder.resolve(name), content));
        }
        return page;
    }

    private static String spec(RunDirectory directory) {
        try {
            return Files.exists(directory.spec()) ? Files.readString(directory.spec()) : "";
        } catch (IOException exception) {
            throw new InvalidRunException(directory.spec() + " cannot be read: " + exception.getMessage());
        }
    }

    private String page() {
        StringBuilder body = new StringBuilder("<header>\n<h1>" + Html.text(run.name()) + "</h1>\n");
        body.append(Html.paragraph(
                "subtitle",
                run.kind().equals("bandit")
                        ? "VCG-Learn: a mechanism that learns values from what agents report"
                        : "IHMDP-VCG: a mechanism that learns a market while it moves"));
        run.checks().forEach(check -> body.append(Html.paragraph("warning", check)));
        body.append("</header>\n");
        body.append(Html.section("Regrets at the end", results() + Html.paragraph("note", resultsNote())));
        for (Figure figure : figures) {
            body.append(Html.section(
                    heading(figure.name()), Drawings.markup(figure) + Html.paragraph("note", note(figure.name()))));
        }
        body.append(lies());
        body.append(horizons());
        body.append(Html.section("What every truthful run did", facts()));
        body.append(making());
        return Html.page(run.name() + " – Dynama", body.toString());
    }

    private static String heading(String figure) {
        return switch (figure) {
            case "prices" -> "Prices on their way";
            case "episodes" -> "Episodes";
            case "regret-max" -> "The largest regret";
            default -> "Regret of " + figure.replace("regret-", "");
        };
    }

    private String note(String figure) {
        CaseRecord first = run.cases().get(0);
        return switch (figure) {
            case "prices" ->
                "Prices of \"" + first.mechanism() + "\" in the market \"" + first.market()
                        + "\", the mean over seeds; dashed lines are the prices of VCG that knows everything.";
            case "episodes" ->
                "First seed of \"" + first.mechanism() + "\"; a point for each of "
                        + first.episodes().size() + " episodes, at equal distances on the axis.";
            case "regret-max" ->
                "Dashed is (n - 1)^(4/3) T^(2/3) / 50: on some market every algorithm does worse. Thin lines are two"
                        + " standard errors away.";
            default ->
                "Sizes, since a logarithm has no sign: (negative) means better than VCG with full knowledge for this"
                        + " side, at the cost of the other. Thin lines are two standard errors away.";
        };
    }

    private List<CaseRecord> truthful() {
        return run.cases().stream().filter(one -> one.liar() == 0).toList();
    }

    private String results() {
        List<List<String>> regrets = new ArrayList<>();
        List<List<String>> slopes = new ArrayList<>();
        for (CaseRecord one : truthful()) {
            List<String> regret = new ArrayList<>(List.of(name(one), Numbers.count(one.rounds())));
            List<String> slope = new ArrayList<>(List.of(name(one)));
            for (String column : List.of("welfare", "seller", "agents")) {
                regret.add(estimate(one.last(column)));
                slope.add(slope(one.growth().get(column)));
            }
            slope.add(slope(one.growth().get("max")));
            regrets.add(regret);
            slopes.add(slope);
        }
        return Html.table("numbers", List.of("regret", "rounds", "welfare", "seller", "agents"), regrets)
                + Html.table("numbers", List.of("slope", "welfare", "seller", "agents", "max"), slopes);
    }

    /** The market goes without saying where there is one. */
    private String name(CaseRecord one) {
        boolean several =
                run.cases().stream().map(CaseRecord::market).distinct().count() > 1;
        return several ? one.market() + ": " + one.mechanism() : one.mechanism();
    }

    private String resultsNote() {
        boolean floors =
                run.cases().stream().anyMatch(one -> one.floors().stream().anyMatch(floor -> floor != 0));
        return "Means over " + Numbers.count(run.seeds())
                + " seeds with standard errors. Welfare is the sum of seller and"
                + " agents. Slopes are those of the mean on log-log axes with 95 % confidence intervals, of the size"
                + (floors ? " beyond the floor that delta's exploration costs for ever." : ".");
    }

    private static String estimate(Estimate estimate) {
        return Numbers.estimate(estimate.mean(), estimate.standardError());
    }

    private static String slope(@Nullable Slope slope) {
        if (slope == null || Double.isNaN(slope.slope())) {
            return "–";
        }
        return Numbers.fixed(slope.slope(), 3)
                + (Double.isNaN(slope.low())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " [%s, %s]",
                                Numbers.fixed(slope.low(), 3),
                                Numbers.fixed(slope.high(), 3)));
    }

    private String lies() {
        List<List<String>> rows = new ArrayList<>();
        for (CaseRecord one : run.cases()) {
            if (!one.gain().isEmpty()) {
                Estimate last = one.gain().get(one.gain().size() - 1);
                rows.add(List.of(
                        name(one),
                        "agent " + one.liar() + " " + one.lie(),
                        Numbers.count(one.rounds()),
                        estimate(last)));
            }
        }
        return rows.isEmpty()
                ? ""
                : Html.section(
                        "What lying gains",
                        Html.table("numbers", List.of("", "lie", "rounds", "gain per round"), rows)
                                + Html.paragraph(
                                        "note",
                                        "Her utility less what the truth gives her on the same seeds, per round; negative"
                                                + " means that the lie costs her."));
    }

    private String horizons() {
        if (run.horizons().isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        for (HorizonGrowth growth : run.horizons()) {
            StringBuilder regrets = new StringBuilder();
            for (int k = 0; k < growth.horizons().size(); k++) {
                regrets.append(k == 0 ? "" : ", ")
                        .append(Numbers.count(growth.horizons().get(k)))
                        .append(": ")
                        .append(estimate(growth.regrets().get(k)));
            }
            rows.add(List.of(growth.market() + ": " + growth.mechanism(), slope(growth.slope()), regrets.toString()));
        }
        return Html.section(
                "Growth with the horizon",
                Html.table("numbers", List.of("", "slope", "welfare regret at each horizon"), rows));
    }

    private String facts() {
        List<List<String>> rows = new ArrayList<>();
        List<String> names = new ArrayList<>(run.cases().get(0).facts().keySet());
        for (String name : names) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            double mean = 0;
            for (CaseRecord one : truthful()) {
                least = Math.min(least, one.fact(name).least());
                most = Math.max(most, one.fact(name).largest());
                mean += one.fact(name).mean() / truthful().size();
            }
            rows.add(List.of(word(name), Numbers.plain(mean), Numbers.plain(least), Numbers.plain(most)));
        }
        return Html.table("numbers", List.of("", "mean", "least", "largest"), rows);
    }

    private static String word(String fact) {
        return Map.of(
                        "worstIdentity", "|welfare - seller - agents| per round",
                        "belowZero", "share of charged rounds with a price above the expected value",
                        "lowestUtility", "smallest expected utility of a round",
                        "covered", "truth inside all confidence sets (1 = yes)",
                        "worstDeviation", "largest deviation as a share of the confidence radius",
                        "worstKernelDeviation", "the same, of the kernel alone",
                        "mixingPrices", "prices not charged in mixing phases",
                        "programSeconds", "seconds in linear programs",
                        "largestDualityGap", "largest duality gap of a linear program")
                .getOrDefault(fact, fact);
    }

    private String making() {
        String notes = run.cases().stream()
                .flatMap(one -> one.notes().stream().map(note -> one.market() + ": " + note))
                .distinct()
                .map(note -> Html.paragraph("note", note))
                .reduce("", String::concat);
        List<List<String>> rows = List.of(
                List.of("seed", Long.toString(run.seed())),
                List.of("seeds", Numbers.count(run.seeds())),
                List.of("time", Numbers.seconds(run.seconds())),
                List.of("versions", String.valueOf(run.versions())));
        return Html.section(
                "How it was made",
                Html.table("facts", List.of(), rows)
                        + notes
                        + (spec.isEmpty()
                                ? ""
                                : Html.details(
                                        "spec.yaml, with every default",
                                        false,
                                        "<pre>" + Html.text(spec) + "</pre>\n")));
    }
}
