package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.ama.quote.QuoteRecord;
import org.dynama.ama.quote.QuoteRecord.Loss;
import org.dynama.ama.quote.QuoteRecord.Marginal;
import org.dynama.ama.quote.RowsRecord;
import org.dynama.page.Grid;
import org.dynama.page.Numbers;
import org.dynama.study.RunFolder;
import org.dynama.study.Shell;
import org.dynama.study.View;

/** What a terminal and a page show of quotes. */
public final class QuoteView {
    /** Shares that no digit shows, beside what they are differences of. */
    private static final double NOTHING = 1e-12;

    private QuoteView() {}

    /** What is done, what each agent pays, and why. */
    public static View of(QuoteRecord quote, RunFolder folder) {
        QuoteRecord.Answer answer = quote.answer();
        List<String> notes = new ArrayList<>();
        boolean worst = QuoteRecord.WORST_TYPE.equals(answer.rule());
        if (worst) {
            notes.add("payments are held against the worst type that each agent could have, not against her absence");
            if (quote.certificate() == null && answer.absent().isEmpty()) {
                notes.add("there is no certificate: a worst type may lie inside a box, or the world is too large");
            }
        }
        if (quote.entry() != null) {
            notes.add("of the menu, " + quote.entry() + " is chosen for the whole run");
        }
        if (quote.estimate() != null) {
            notes.add(quote.estimate().sentence());
        }
        answer.absent().forEach(agent -> notes.add(agent + " is absent"));
        answer.outsideSupport()
                .forEach(
                        agent -> notes.add(agent + "'s report lies outside what the environment declares; it is used"));
        notes.addAll(Unsettled.notes("payment", answer.payments(), answer.unsettled()));
        if (!quote.ties().isEmpty()) {
            List<String> ranges = new ArrayList<>();
            quote.ties()
                    .forEach((agent, range) -> ranges.add(
                            agent + " " + Numbers.plain(range.get(0)) + " to " + Numbers.plain(range.get(1))));
            notes.add(
                    "several policies are exactly optimal, and the lowest action is taken; decided otherwise, payments are "
                            + String.join(", ", ranges));
        }
        List<Grid> grids = new ArrayList<>(List.of(policy(quote), accounts(answer)));
        quote.marginal()
                .forEach((agent, marginal) ->
                        grids.add(why(agent, answer.payments().getOrDefault(agent, 0.0), marginal, worst)));
        String file = quote.certificate();
        return new View(
                answer.environment(),
                lead(answer)
                        + (file == null
                                ? ""
                                : " Anyone can check it: dynama verify " + Shell.quoted(folder.file(file))),
                notes,
                grids,
                List.of(),
                List.of(),
                Map.of());
    }

    private static String lead(QuoteRecord.Answer answer) {
        String revenue =
                "Welfare is " + Numbers.plain(answer.welfare()) + ", revenue " + Numbers.plain(answer.revenue());
        return answer.designer() == 0
                ? revenue + "."
                : revenue + "; the designer's own reward is " + Numbers.plain(answer.designer()) + ", her profit "
                        + Numbers.plain(answer.revenue() + answer.designer()) + ".";
    }

    private static Grid policy(QuoteRecord quote) {
        List<List<String>> rows = quote.policy().stream()
                .map(step -> List.of(
                        step.state(),
                        step.action(),
                        Numbers.plain(step.probability()),
                        step.passages() == null
                                ? Numbers.plain(step.visits())
                                : Numbers.plain(step.passages()) + " on the way"))
                .toList();
        return new Grid(List.of("what is done: state", "action", "probability", "visits"), rows, 2);
    }

    private static Grid accounts(QuoteRecord.Answer answer) {
        List<List<String>> rows = new ArrayList<>();
        answer.payments()
                .forEach((agent, payment) -> rows.add(List.of(
                        agent,
                        Numbers.plain(answer.values().getOrDefault(agent, 0.0)),
                        Numbers.plain(payment),
                        Numbers.plain(answer.utilities().getOrDefault(agent, 0.0)))));
        rows.add(List.of("all (total payments)", Numbers.plain(answer.welfare()), Numbers.plain(answer.revenue()), ""));
        return new Grid(List.of("who earns and pays what", "earns", "pays", "keeps"), rows, 1);
    }

    /** What the others and the boosts come to, without an agent and with her. */
    private static Grid why(String agent, double paid, Marginal marginal, boolean worst) {
        String payment = Numbers.plain(paid);
        String head = "Why " + agent + " pays " + payment;
        List<Loss> moved = marginal.states().stream()
                .filter(loss -> Math.abs(loss.without() - loss.with())
                        > NOTHING * Math.max(Math.abs(loss.without()), Math.abs(loss.with())))
                .toList();
        if (moved.isEmpty()) {
            return new Grid(List.of(head), List.of(List.of("the others lose nothing by her presence")), 1);
        }
        List<List<String>> rows = new ArrayList<>();
        moved.forEach(loss -> rows.add(row(loss.state(), loss.without(), loss.with(), Numbers.plain(loss.share()))));
        rows.add(row(
                "all states",
                marginal.states().stream().mapToDouble(Loss::without).sum(),
                marginal.states().stream().mapToDouble(Loss::with).sum(),
                payment));
        String share = marginal.weight() == 1 ? "her share" : "by her weight of " + Numbers.plain(marginal.weight());
        return worst
                ? new Grid(List.of(head + ": affine welfare", "with her worst type", "others with her", share), rows, 1)
                : new Grid(List.of(head + ": others and boosts", "without her", "with her", share), rows, 1);
    }

    private static List<String> row(String name, double without, double with, String share) {
        return List.of(name, Numbers.plain(without), Numbers.plain(with), share);
    }

    /** What many rows come to. */
    public static View of(RowsRecord record) {
        RowsRecord.Totals totals = record.totals();
        String outside = Numbers.count(totals.outside())
                + " rows have a report outside what the environment declares; they are used";
        return new View(
                record.environment(),
                "quotes.csv has a line for each row.",
                totals.outside() == 0 ? List.of() : List.of(outside),
                List.of(new Grid(
                        List.of(),
                        List.of(
                                List.of("rows", Numbers.count(totals.rows())),
                                List.of("mean revenue", Numbers.plain(totals.revenue())),
                                List.of("mean welfare", Numbers.plain(totals.welfare())),
                                List.of("smallest utility", Numbers.plain(totals.smallestUtility()))),
                        1)),
                List.of(),
                List.of(),
                Map.of());
    }
}
