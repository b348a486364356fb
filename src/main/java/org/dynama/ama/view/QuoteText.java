package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.ama.quote.Quote;
import org.dynama.page.Numbers;

/** A quote in aligned tables of plain text, for a terminal. */
public final class QuoteText {
    private static final int MOST_ROWS = 60;

    private QuoteText() {}

    /** What is done, what each agent pays, and why; no line break at the end. */
    public static String of(Quote quote) {
        StringBuilder text = new StringBuilder(quote.environment()).append("\n");
        for (String agent : quote.absent()) {
            text.append("  ").append(agent).append(" is absent.\n");
        }
        for (String agent : quote.outsideSupport()) {
            text.append("  ")
                    .append(agent)
                    .append("'s report lies outside what the environment declares; it is used.\n");
        }
        policy(quote, text);
        payments(quote, text);
        quote.marginal().forEach((agent, marginal) -> why(agent, quote, marginal, text));
        return text.toString().stripTrailing().replace('−', '-');
    }

    private static void policy(Quote quote, StringBuilder text) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("state", "action", "probability", "visits")));
        for (Quote.Step step : quote.policy()) {
            rows.add(List.of(
                    step.state(), step.action(), Numbers.plain(step.probability()), Numbers.plain(step.visits())));
        }
        text.append("\nWhat is done\n");
        table(rows, 2, text);
    }

    private static void payments(Quote quote, StringBuilder text) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("agent", "earns", "pays", "keeps")));
        for (Map.Entry<String, Double> payment : quote.payments().entrySet()) {
            String agent = payment.getKey();
            rows.add(List.of(
                    agent,
                    Numbers.plain(quote.values().getOrDefault(agent, 0.0)),
                    Numbers.plain(payment.getValue()),
                    Numbers.plain(quote.utilities().getOrDefault(agent, 0.0))));
        }
        rows.add(List.of("all", Numbers.plain(quote.welfare()), Numbers.plain(quote.revenue()), ""));
        text.append("\nWho earns and pays what\n");
        table(rows, 1, text);
        if (quote.designer() != 0) {
            text.append("  The designer's own reward is ")
                    .append(Numbers.plain(quote.designer()))
                    .append(", her profit ")
                    .append(Numbers.plain(quote.revenue() + quote.designer()))
                    .append(".\n");
        }
    }

    private static void why(String agent, Quote quote, Quote.Marginal marginal, StringBuilder text) {
        double payment = quote.payments().getOrDefault(agent, 0.0);
        text.append("\nWhy ").append(agent).append(" pays ").append(Numbers.plain(payment));
        List<Quote.Loss> moved = marginal.states().stream()
                .filter(loss -> Math.abs(loss.share()) > 1e-12)
                .toList();
        if (moved.isEmpty()) {
            text.append(": the others lose nothing by her presence.\n");
            return;
        }
        text.append(": what the others and the boosts come to, without her and with her");
        text.append(marginal.weight() == 1 ? "\n" : ", by her weight of " + Numbers.plain(marginal.weight()) + "\n");
        List<List<String>> rows = new ArrayList<>(List.of(List.of("state", "without", "with", "her share")));
        for (Quote.Loss loss : moved) {
            rows.add(List.of(
                    loss.state(),
                    Numbers.plain(loss.without()),
                    Numbers.plain(loss.with()),
                    Numbers.plain(loss.share())));
        }
        rows.add(List.of(
                "all states",
                Numbers.plain(marginal.states().stream()
                        .mapToDouble(Quote.Loss::without)
                        .sum()),
                Numbers.plain(
                        marginal.states().stream().mapToDouble(Quote.Loss::with).sum()),
                Numbers.plain(payment)));
        table(rows, 1, text);
    }

    /** Columns of words to the left, then columns of numbers to the right; the middle of a long table is left out. */
    private static void table(List<List<String>> rows, int words, StringBuilder text) {
        int columns = rows.get(0).size();
        int[] width = new int[columns];
        rows.forEach(row -> {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        });
        for (int r = 0; r < rows.size(); r++) {
            if (rows.size() > MOST_ROWS && r == MOST_ROWS - 2) {
                text.append("  ... and ").append(rows.size() - MOST_ROWS + 1).append(" more, in quote.json\n");
                r = rows.size() - 1;
            }
            StringBuilder line = new StringBuilder(" ");
            for (int c = 0; c < columns; c++) {
                String blanks = " ".repeat(width[c] - rows.get(r).get(c).length());
                String cell = rows.get(r).get(c);
                line.append(c < words ? " " : "  ").append(c < words ? cell + blanks : blanks + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
