package org.dynama.online.view;

import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.mdp.Episode;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Axes;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Ink;

/** The figures of a run: regrets, prices and the structure of episodes, over rounds. */
final class OnlineFigures {
    /** More curves than colours can tell apart; the table has the rest. */
    private static final int CURVES = 7;
    /** Smaller sizes, as shares of the largest, are left out: the axis would be all of nothing. */
    private static final double LEAST = 1e-4;

    private final OnlineRecord run;
    private final List<CaseRecord> truthful;

    OnlineFigures(OnlineRecord run) {
        this.run = run;
        truthful = run.cases().stream()
                .filter(one -> one.liar() == 0)
                .limit(CURVES)
                .toList();
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        figures.add(regret("welfare", 0));
        figures.add(regret("seller", 1));
        figures.add(regret("agents", 2));
        if (run.kind().equals("bandit")) {
            figures.add(largest());
        }
        figures.add(prices(truthful.get(0)));
        if (!truthful.get(0).episodes().isEmpty()) {
            figures.add(episodes(truthful.get(0)));
        }
        return figures;
    }

    private boolean severalMarkets() {
        return truthful.stream().map(CaseRecord::market).distinct().count() > 1;
    }

    private String label(CaseRecord one) {
        return severalMarkets() ? one.market() : one.mechanism();
    }

    /** The size of a regret over its floor, with bands of two standard errors: a logarithm has no sign. */
    private Figure regret(String column, int floor) {
        List<Curve> curves = new ArrayList<>();
        for (int k = 0; k < truthful.size(); k++) {
            CaseRecord one = truthful.get(k);
            double sign = one.last(column).mean() < one.floors().get(floor) * one.rounds() ? -1 : 1;
            String label = label(one) + (sign < 0 ? " (negative)" : "");
            addBand(curves, one, column, one.floors().get(floor), sign, label, Ink.action(k + 1));
        }
        boolean floors = truthful.stream().anyMatch(one -> one.floors().get(floor) != 0);
        return figure(
                "regret-" + column,
                "The regret of " + column + " over rounds on logarithmic axes.",
                "regret of " + column + (floors ? " beyond the floor" : ""),
                curves);
    }

    /** The largest regret and the lower bound of Kandasamy et al. (2023), Theorem 1. */
    private Figure largest() {
        List<Curve> curves = new ArrayList<>();
        for (int k = 0; k < truthful.size(); k++) {
            addBand(curves, truthful.get(k), "max", 0, 1, label(truthful.get(k)), Ink.action(k + 1));
        }
        int n = truthful.get(0).prices().size();
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (long round : truthful.get(0).grid()) {
            if (n > 1) {
                x.add((double) round);
                y.add(Math.pow(n - 1, 4.0 / 3) * Math.pow((double) round, 2.0 / 3) / 50);
            }
        }
        if (!x.isEmpty()) {
            curves.add(new Curve("lower bound", Ink.BOUND, Look.DASHED, x, y));
        }
        return figure(
                "regret-max",
                "The largest of n times welfare, agents' and seller's regret, and the bound below which none can stay.",
                "max(n welfare, agents, seller)",
                curves);
    }

    private static void addBand(
            List<Curve> curves, CaseRecord one, String column, double floor, double sign, String label, Ink ink) {
        curves.add(curve(one, column, floor, sign, 0, label, ink, Look.LINE));
        if (Double.isFinite(one.last(column).standardError())) {
            curves.add(curve(one, column, floor, sign, 2, "", ink, Look.THIN));
            curves.add(curve(one, column, floor, sign, -2, "", ink, Look.THIN));
        }
    }

    private static Curve curve(
            CaseRecord one, String column, double floor, double sign, double errors, String label, Ink ink, Look look) {
        List<Estimate> estimates = one.curves().getOrDefault(column, List.of());
        double[] excess = new double[estimates.size()];
        double most = 0;
        for (int point = 0; point < excess.length; point++) {
            excess[point] =
                    sign * (estimates.get(point).mean() - floor * one.grid().get(point));
            most = Math.max(most, Math.abs(excess[point]));
        }
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int point = 0; point < excess.length; point++) {
            double value = excess[point]
                    + (errors == 0 ? 0 : errors * estimates.get(point).standardError());
            x.add((double) one.grid().get(point));
            y.add(value > LEAST * most ? value : Double.NaN);
        }
        return new Curve(label, ink, look, x, y);
    }

    private static Figure figure(String name, String description, String vertical, List<Curve> curves) {
        var range = curves.stream()
                .flatMap(curve -> curve.y().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .summaryStatistics();
        boolean empty = range.getCount() == 0;
        return new Figure(
                name,
                description,
                "rounds",
                vertical,
                empty ? 1 : Math.pow(10, Math.floor(Math.log10(range.getMin()))),
                empty
                        ? 10
                        : Math.pow(
                                10,
                                Math.max(
                                        Math.ceil(Math.log10(range.getMax())),
                                        Math.floor(Math.log10(range.getMin())) + 1)),
                curves.stream()
                        .filter(curve -> curve.y().stream().anyMatch(Double::isFinite))
                        .toList(),
                Axes.LOGARITHMIC);
    }

    /** The mean price of each agent, beside what VCG would charge if it knew everything. */
    private Figure prices(CaseRecord one) {
        List<Curve> curves = new ArrayList<>();
        List<String> columns = one.curves().keySet().stream()
                .filter(column -> column.startsWith("price of "))
                .toList();
        for (int i = 0; i < Math.min(columns.size(), CURVES); i++) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            List<Estimate> path = one.curves().getOrDefault(columns.get(i), List.of());
            for (int point = 0; point < path.size(); point++) {
                x.add((double) one.grid().get(point));
                y.add(path.get(point).mean());
            }
            Ink ink = Ink.action(i + 1);
            curves.add(new Curve(columns.get(i).replace("price of ", ""), ink, Look.LINE, x, y));
            double exact = one.prices().get(i);
            curves.add(new Curve("", ink, Look.DASHED, List.of(x.get(0), x.get(x.size() - 1)), List.of(exact, exact)));
        }
        var range = curves.stream()
                .flatMap(curve -> curve.y().stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        double margin = Math.max(0.02, (range.getMax() - range.getMin()) / 20);
        return new Figure(
                "prices",
                "The price of each agent over rounds; dashed lines are the prices of VCG that knows everything.",
                "rounds",
                "price per round",
                range.getMin() - margin,
                range.getMax() + margin,
                curves,
                Axes.LOGARITHMIC_X);
    }

    /** How long the phases of each episode are. */
    private static Figure episodes(CaseRecord one) {
        List<Double> start = new ArrayList<>();
        List<Double> stationary = new ArrayList<>();
        List<Double> mixing = new ArrayList<>();
        for (Episode episode : one.episodes()) {
            start.add((double) episode.start());
            stationary.add((double) episode.stationary());
            mixing.add(episode.mixing() > 0 ? (double) episode.mixing() : Double.NaN);
        }
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve("stationary phase, charged", Ink.MECHANISM, Look.POINTS, start, stationary));
        curves.add(new Curve("mixing phase, free", Ink.VCG, Look.POINTS, start, mixing));
        return figure(
                "episodes",
                "The lengths of each episode's two phases over its first round.",
                "rounds of the phase",
                curves);
    }
}
