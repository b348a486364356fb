package org.dynama.online.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.dynama.online.regret.Regrets;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.online.view.Shown.Part;
import org.dynama.page.Figure;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Fitted;
import org.dynama.page.Ink;

/** Prices and cumulative utilities of every agent, a figure for each truthful case. */
final class AgentFigures {
    private final OnlineRecord run;
    private final List<CaseRecord> truthful;
    private final CaseRecord first;

    AgentFigures(OnlineRecord run) {
        this.run = run;
        truthful = run.truthful();
        first = truthful.get(0);
    }

    /** What an agent, from 1, has had by a point of the grid, the mean over seeds: VCG's less her regret. */
    static double utility(CaseRecord one, int agent, int point) {
        return exactUtility(one, agent, point)
                - one.curve(Regrets.agent(agent)).get(point).mean();
    }

    /** What VCG that knows everything gives an agent, from 1, by a point of the grid. */
    static double exactUtility(CaseRecord one, int agent, int point) {
        return one.grid().get(point)
                * Objects.requireNonNull(one.baseline().utilities()).get(agent - 1);
    }

    /** Some agents of one case. */
    private record Agents(CaseRecord one, LineRange lines) {}

    private List<Agents> agents() {
        return truthful.stream()
                .flatMap(one ->
                        LineRange.of(one.baseline().prices().size()).stream().map(lines -> new Agents(one, lines)))
                .toList();
    }

    /** Names the figures of agents apart. */
    private String name(String kind, Agents agents) {
        int at = truthful.indexOf(agents.one);
        return kind + (at == 0 ? "" : "-of-" + (at + 1)) + agents.lines.suffix();
    }

    private String summary(Agents agents) {
        boolean isAll = agents.lines.to() - agents.lines.from()
                == agents.one.baseline().prices().size();
        return run.label(agents.one) + (isAll ? "" : ", agents " + agents.lines.range());
    }

    /** What an agent has had, and, dashed, what VCG that knows everything would have given her. */
    private static List<Curve> curves(
            Agents agents, IntFunction<IntToDoubleFunction> had, IntFunction<IntToDoubleFunction> exact) {
        List<Curve> curves = new ArrayList<>();
        for (int i = agents.lines.from(); i < agents.lines.to(); i++) {
            int line = i - agents.lines.from();
            Ink ink = Figure.ink(line);
            curves.add(OnlineFigures.curve(Regrets.agent(i + 1), ink, Figure.look(line), agents.one, had.apply(i)));
            curves.add(OnlineFigures.curve("", ink, Look.DASHED, agents.one, exact.apply(i)));
        }
        return curves;
    }

    Shown prices() {
        String note = "Each agent's price, the mean over seeds; thin dashed lines are the prices of VCG that knows"
                + " everything. First: " + run.label(first) + ".";
        Function<Agents, Part> draw = some -> {
            List<Curve> curves = curves(
                    some,
                    i -> k -> some.one
                            .curve("price of " + Regrets.agent(i + 1))
                            .get(k)
                            .mean(),
                    i -> k -> some.one.baseline().prices().get(i));
            String says = "Prices of " + summary(some) + ", the mean over seeds.";
            return new Part(
                    summary(some),
                    Fitted.semilogarithmic(name("prices", some), says, "rounds", "price per round", curves));
        };
        return Shown.of("Prices on their way", agents(), draw, 1, note);
    }

    Shown utilities() {
        String note = "What each agent has had since the first round, her values less her payments, the mean over"
                + " seeds; thin dashed lines are what VCG that knows everything would have given her. First: "
                + run.label(first) + ".";
        Function<Agents, Part> draw = some -> {
            List<Curve> curves =
                    curves(some, i -> k -> utility(some.one, i + 1, k), i -> k -> exactUtility(some.one, i + 1, k));
            String says = "Cumulative utility of each agent over rounds, " + summary(some) + ".";
            return new Part(
                    summary(some),
                    Fitted.linear(name("utilities", some), says, "rounds", "cumulative utility", curves));
        };
        return Shown.of("Cumulative utility of each agent", agents(), draw, 1, note);
    }
}
