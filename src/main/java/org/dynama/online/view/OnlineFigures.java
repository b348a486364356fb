package org.dynama.online.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.ama.objective.Estimate;
import org.dynama.online.mdp.Episode;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.WelfareBound;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.study.OnlineSpec.Learned;
import org.dynama.online.view.Shown.Part;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Fitted;
import org.dynama.page.Ink;
import org.dynama.page.Numbers;

/** The figures of a run: regrets, prices and the structure of episodes, over rounds. */
final class OnlineFigures {
    /** Smaller sizes, as shares of the largest, are left out: the axis would be all of nothing. */
    private static final double LEAST = 1e-4;

    /** The lower bound is proved for at least so many rounds an agent. */
    private static final long BOUND_FROM = 128;

    private final OnlineRecord run;
    private final List<CaseRecord> truthful;
    private final CaseRecord first;

    OnlineFigures(OnlineRecord run) {
        this.run = run;
        truthful = run.truthful();
        first = truthful.get(0);
    }

    List<Shown> all() {
        List<Shown> all = new ArrayList<>();
        Regrets.SIDES.forEach(side -> all.add(regret(side)));
        all.add(run.kind() == Learned.BANDIT ? largest() : episodes());
        all.add(new SignedFigures(run).all());
        AgentFigures agents = new AgentFigures(run);
        all.add(agents.prices());
        if (truthful.stream().allMatch(one -> one.baseline().utilities() != null)) {
            all.add(agents.utilities());
        }
        return all;
    }

    /** Regrets of all mechanisms on logarithmic axes, in as many figures as their lines need. */
    private Shown shown(
            String name, String heading, String vertical, Function<List<CaseRecord>, List<Curve>> curves, String note) {
        Function<LineRange, Part> draw = lines -> part(
                name + lines.suffix(),
                heading,
                vertical,
                "Mechanisms " + lines.range(),
                curves.apply(lines.of(truthful)));
        return Shown.of(heading, LineRange.of(truthful.size()), draw, 1, note);
    }

    private static Part part(String name, String heading, String vertical, String summary, List<Curve> curves) {
        String description = heading + " over rounds, on logarithmic axes.";
        return new Part(summary, Fitted.logarithmic(name, description, "rounds", vertical, curves));
    }

    private Shown regret(String side) {
        boolean floors = truthful.stream().anyMatch(one -> one.baseline().floor(side) != 0);
        return shown(
                "regret-" + side,
                "Regret of " + side,
                "regret of " + side + (floors ? " beyond the floor" : ""),
                cases -> Stream.concat(
                                bands(cases, side).stream(),
                                side.equals(Regrets.WELFARE) ? proved(cases).stream() : Stream.of())
                        .toList(),
                "Sizes, since a logarithm has no sign: (negative) means better than VCG with full knowledge for this"
                        + " side, at the cost of the other. Thin lines are two standard errors away."
                        + (side.equals(Regrets.WELFARE) && !proved(truthful).isEmpty()
                                ? " Dashed is what the theorems of VCG-Learn allow, with their own constants, from 2 K rounds on."
                                : ""));
    }

    /** What the theorems allow, each once: it does not depend on how prices are made. */
    private static List<Curve> proved(List<CaseRecord> cases) {
        Map<WelfareBound, CaseRecord> bounds = new LinkedHashMap<>();
        cases.stream()
                .sorted(Comparator.comparingLong(
                        (CaseRecord one) -> -one.title().rounds()))
                .filter(one -> one.baseline().welfareAtMost() != null)
                .forEach(one -> bounds.putIfAbsent(one.baseline().welfareAtMost(), one));
        return bounds.entrySet().stream()
                .filter(bound ->
                        bound.getValue().title().rounds() > bound.getKey().from())
                .map(bound -> curve(
                        "Theorem " + bound.getKey().theorem(),
                        Ink.BOUND,
                        Look.DASHED,
                        bound.getValue(),
                        k -> bound.getKey().at(bound.getValue().grid().get(k))))
                .toList();
    }

    /** The largest regret and the lower bound of Kandasamy et al. (2023), Theorem 1. */
    private Shown largest() {
        int agents = first.baseline().prices().size();
        double factor = first.baseline().ceiling() * Math.pow(agents - 1, 4.0 / 3) / 50;
        long from = BOUND_FROM * agents;
        boolean isBound =
                factor > 0 && truthful.stream().anyMatch(one -> one.title().rounds() >= from);
        return shown(
                "regret-max",
                "The largest regret",
                "largest regret",
                cases -> Stream.concat(
                                bands(cases, Regrets.MAX).stream(),
                                isBound ? Stream.of(bound(longest(cases), factor, from)) : Stream.of())
                        .toList(),
                "The largest of n times welfare, agents and designer. "
                        + (isBound
                                ? "Dashed is (n - 1)^(4/3) T^(2/3) / 50, from the " + Numbers.count(from)
                                        + " rounds on for which it is proved: on some market every algorithm does worse. "
                                : factor > 0
                                        ? "The lower bound (n - 1)^(4/3) T^(2/3) / 50 is proved from "
                                                + Numbers.count(from) + " rounds on, and no run is so long. "
                                        : "")
                        + "Thin lines are two standard errors away.");
    }

    private static CaseRecord longest(List<CaseRecord> cases) {
        return cases.stream()
                .max(Comparator.comparingLong(one -> one.title().rounds()))
                .orElseThrow();
    }

    private static Curve bound(CaseRecord one, double factor, long from) {
        IntToDoubleFunction bound = point -> {
            long t = one.grid().get(point);
            return t < from ? Double.NaN : factor * Math.pow((double) t, 2.0 / 3);
        };
        return curve("lower bound", Ink.BOUND, Look.DASHED, one, bound);
    }

    /** The sizes of regrets over their floors, with bands of two standard errors: a logarithm has no sign. */
    private List<Curve> bands(List<CaseRecord> cases, String column) {
        List<Curve> curves = new ArrayList<>();
        for (CaseRecord one : cases) {
            List<Estimate> path = one.curve(column);
            double[] excess = IntStream.range(0, path.size())
                    .mapToDouble(k -> path.get(k).mean()
                            - one.baseline().floor(column) * one.grid().get(k))
                    .toArray();
            double sign = excess[excess.length - 1] < 0 ? -1 : 1;
            double least = LEAST * DoubleStream.of(excess).map(Math::abs).max().orElse(0);
            int line = cases.indexOf(one);
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

    static Curve curve(String label, Ink ink, Look look, CaseRecord one, IntToDoubleFunction y) {
        List<Double> x = one.grid().stream().map(Long::doubleValue).toList();
        List<Double> values =
                IntStream.range(0, x.size()).mapToObj(y::applyAsDouble).toList();
        return new Curve(label, ink, look, x, values);
    }

    private Shown episodes() {
        List<Curve> curves = List.of(
                phase("stationary phase, charged", Ink.MECHANISM, episode -> (double) episode.stationary()),
                phase("mixing phase, free", Ink.VCG, episode -> visible((double) episode.mixing(), 0)));
        String note = "First seed of " + run.label(first) + "; a point for each of "
                + first.episodes().size() + " episodes, at equal distances on the axis.";
        String heading = "Lengths of each episode's two phases";
        Part part = part("episodes", heading, "rounds of the phase", "", curves);
        return new Shown(heading, List.of(part), 1, note);
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
