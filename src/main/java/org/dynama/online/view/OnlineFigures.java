package org.dynama.online.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.mdp.Episode;
import org.dynama.online.regret.Regrets;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineSpec.Learned;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Fitted;
import org.dynama.page.Ink;
import org.dynama.study.View;

/** The figures of a run: regrets, prices and the structure of episodes, over rounds. */
final class OnlineFigures {
    /** Smaller sizes, as shares of the largest, are left out: the axis would be all of nothing. */
    private static final double LEAST = 1e-4;

    private final OnlineRecord run;
    private final List<CaseRecord> truthful;
    private final CaseRecord first;

    OnlineFigures(OnlineRecord run) {
        this.run = run;
        truthful = run.truthful().stream().limit(Figure.MOST_LINES).toList();
        first = truthful.get(0);
    }

    /** A figure, and what a page says of it. */
    record Shown(String heading, Figure figure, String note) {
        View.Section section() {
            return new View.Section(heading, Drawings.markup(figure), note);
        }
    }

    List<Shown> all() {
        List<Shown> all = new ArrayList<>();
        Regrets.SIDES.forEach(side -> all.add(regret(side)));
        all.add(run.kind() == Learned.BANDIT ? largest() : episodes());
        all.add(prices());
        return all;
    }

    /** Says what is not drawn. */
    private String left() {
        int left = run.truthful().size() - truthful.size();
        return left == 0 ? "" : " The first " + truthful.size() + " are drawn; " + left + " more are in curves.csv.";
    }

    private static Shown shown(String name, String heading, String vertical, List<Curve> curves, String note) {
        String description = heading + " over rounds, on logarithmic axes.";
        return new Shown(heading, Fitted.logarithmic(name, description, "rounds", vertical, curves), note);
    }

    private Shown regret(String side) {
        boolean floors = truthful.stream().anyMatch(one -> one.baseline().floor(side) != 0);
        return shown(
                "regret-" + side,
                "Regret of " + side,
                "regret of " + side + (floors ? " beyond the floor" : ""),
                bands(side),
                "Sizes, since a logarithm has no sign: (negative) means better than VCG with full knowledge for this"
                        + " side, at the cost of the other. Thin lines are two standard errors away." + left());
    }

    /** The largest regret and the lower bound of Kandasamy et al. (2023), Theorem 1. */
    private Shown largest() {
        List<Curve> curves = bands(Regrets.MAX);
        double factor =
                first.baseline().ceiling() * Math.pow(first.baseline().prices().size() - 1, 4.0 / 3) / 50;
        if (factor > 0) {
            IntToDoubleFunction bound =
                    point -> factor * Math.pow((double) first.grid().get(point), 2.0 / 3);
            curves.add(curve("lower bound", Ink.BOUND, Look.DASHED, first, bound));
        }
        return shown(
                "regret-max",
                "The largest regret",
                "largest regret",
                curves,
                "The largest of n times welfare, agents and designer. Dashed is (n - 1)^(4/3) T^(2/3) / 50: on some"
                        + " market every algorithm does worse. Thin lines are two standard errors away." + left());
    }

    /** The sizes of regrets over their floors, with bands of two standard errors: a logarithm has no sign. */
    private List<Curve> bands(String column) {
        List<Curve> curves = new ArrayList<>();
        for (CaseRecord one : truthful) {
            List<Estimate> path = one.curve(column);
            double[] excess = IntStream.range(0, path.size())
                    .mapToDouble(k -> path.get(k).mean()
                            - one.baseline().floor(column) * one.grid().get(k))
                    .toArray();
            double sign = excess[excess.length - 1] < 0 ? -1 : 1;
            double least = LEAST * DoubleStream.of(excess).map(Math::abs).max().orElse(0);
            int line = truthful.indexOf(one);
            Ink ink = Figure.ink(line);
            String label = run.label(one) + (sign < 0 ? " (negative)" : "");
            curves.add(curve(label, ink, Figure.look(line), one, k -> visible(sign * excess[k], least)));
            for (int errors : new int[] {2, -2}) {
                IntToDoubleFunction edge =
                        k -> sign * excess[k] + errors * path.get(k).standardError();
                curves.add(curve("", ink, Look.THIN, one, k -> visible(edge.applyAsDouble(k), least)));
            }
        }
        return curves;
    }

    private static double visible(double size, double least) {
        return size > least ? size : Double.NaN;
    }

    private static Curve curve(String label, Ink ink, Look look, CaseRecord one, IntToDoubleFunction y) {
        List<Double> x = one.grid().stream().map(Long::doubleValue).toList();
        List<Double> values =
                IntStream.range(0, x.size()).mapToObj(y::applyAsDouble).toList();
        return new Curve(label, ink, look, x, values);
    }

    private Shown prices() {
        List<Curve> curves = new ArrayList<>();
        int agents = first.baseline().prices().size();
        for (int i = 1; i <= Math.min(agents, Figure.MOST_LINES); i++) {
            List<Estimate> path = first.curve("price of " + Regrets.agent(i));
            double exact = first.baseline().prices().get(i - 1);
            IntToDoubleFunction charged = k -> path.get(k).mean();
            Ink ink = Figure.ink(i - 1);
            curves.add(curve(Regrets.agent(i), ink, Figure.look(i - 1), first, charged));
            curves.add(curve("", ink, Look.DASHED, first, k -> exact));
        }
        String note = "Prices of " + run.label(first)
                + ", the mean over seeds; thin dashed lines are the prices of VCG that knows everything."
                + (agents > Figure.MOST_LINES
                        ? " The first " + Figure.MOST_LINES + " of " + agents + " agents are drawn."
                        : "");
        Figure figure = Fitted.semilogarithmic("prices", note, "rounds", "price per round", curves);
        return new Shown("Prices on their way", figure, note);
    }

    private Shown episodes() {
        List<Curve> curves = List.of(
                phase("stationary phase, charged", Ink.MECHANISM, episode -> (double) episode.stationary()),
                phase("mixing phase, free", Ink.VCG, episode -> visible((double) episode.mixing(), 0)));
        String note = "First seed of " + run.label(first) + "; a point for each of "
                + first.episodes().size() + " episodes, at equal distances on the axis.";
        return shown("episodes", "Lengths of each episode's two phases", "rounds of the phase", curves, note);
    }

    private Curve phase(String label, Ink ink, ToDoubleFunction<Episode> length) {
        List<Episode> all = first.episodes();
        List<Double> starts =
                all.stream().map(episode -> (double) episode.start()).toList();
        return new Curve(
                label,
                ink,
                Look.POINTS,
                starts,
                all.stream().map(length::applyAsDouble).toList());
    }
}
