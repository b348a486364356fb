package org.dynama.learned.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dynama.learned.study.LearnRecord;
import org.dynama.page.Numbers;
import org.jspecify.annotations.Nullable;

/** A learned mechanism's result in a few aligned lines, and in rows of a table. */
public final class LearnSummary {
    private LearnSummary() {}

    /** For a terminal; plain ASCII, no line break at the end. */
    public static String text(LearnRecord run) {
        List<String> lines = new ArrayList<>();
        lines.add(run.world() + " (" + run.training() + ")");
        run.notes().forEach(note -> lines.add("  (" + note + ")"));
        rows(run)
                .forEach(row -> lines.add(String.format(Locale.ROOT, "  %-22s %9s  %s", row.name, row.value, row.note)
                        .stripTrailing()));
        lines.add(String.format(
                Locale.ROOT,
                "  %-22s %9s  training %s, processor %s",
                "time",
                Numbers.seconds(run.seconds().total()),
                Numbers.seconds(run.seconds().training()),
                Numbers.seconds(run.seconds().processor())));
        return String.join("\n", lines).replace('−', '-');
    }

    /** The result on one line of plain ASCII. */
    public static String line(LearnRecord run) {
        LearnRecord.Mechanism mechanism = run.mechanism();
        return ("profit " + Numbers.fixed(mechanism.profit(), 4) + ", exploitability "
                        + Numbers.fixed(mechanism.exploitability(), 4) + " " + mechanism.responses() + ", IR loss "
                        + Numbers.fixed(mechanism.participationLoss(), 4) + ", less both "
                        + Numbers.fixed(mechanism.profitSubtracted(), 4) + ", "
                        + Numbers.seconds(run.seconds().total()))
                .replace('−', '-');
    }

    /** One figure with its name and what it means. */
    record Row(String name, String value, String note) {}

    /** All figures of a run, the mechanism's first. */
    static List<Row> rows(LearnRecord run) {
        LearnRecord.Mechanism mechanism = run.mechanism();
        LearnRecord.Yardsticks yardsticks = run.yardsticks();
        List<Row> rows = new ArrayList<>();
        rows.add(row("profit", mechanism.profit(), share(run, "of the oracle's", yardsticks.oracle())));
        rows.add(row(
                "exploitability",
                mechanism.exploitability(),
                welfareShare(run, mechanism.exploitability()) + ", " + responses(mechanism)));
        rows.add(row("IR loss", mechanism.participationLoss(), welfareShare(run, mechanism.participationLoss())));
        rows.add(row("profit less both", mechanism.profitSubtracted(), ""));
        rows.add(row("profit left", mechanism.profitLeft(), "when buyers best-respond or stay away"));
        rows.add(row(
                "after a refund", mechanism.profitRefunded(), "best responses, and so much back that all types stay"));
        rows.add(row("welfare", mechanism.welfare(), ""));
        rows.add(row("oracle", yardsticks.oracle(), yardsticks.oracleNote()));
        if (yardsticks.oracleApart() != null) {
            rows.add(row("oracle, goods apart", yardsticks.oracleApart(), "the best that sells each good by itself"));
        }
        if (yardsticks.affineMaximizer() != null) {
            rows.add(row("affine maximizer", yardsticks.affineMaximizer(), "attains Myerson's bound"));
        }
        rows.add(row("posted prices", yardsticks.postedPrices(), prices(yardsticks)));
        rows.add(row("dynamic VCG", yardsticks.vcg(), ""));
        rows.add(row("all surplus", yardsticks.surplus(), "no profit exceeds it"));
        return rows;
    }

    private static String responses(LearnRecord.Mechanism mechanism) {
        return switch (mechanism.responses()) {
            case "exact" -> "exact best responses";
            case "grid" -> "best responses on a grid of types and reports";
            default -> "trained responses: a lower bound";
        };
    }

    private static Row row(String name, @Nullable Double value, String note) {
        return new Row(name, value == null ? "unknown" : Numbers.fixed(value, 4), note);
    }

    private static String share(LearnRecord run, String of, @Nullable Double whole) {
        return whole == null || whole <= 0
                ? ""
                : Numbers.fixed(100 * run.mechanism().profit() / whole, 1) + "% " + of;
    }

    private static String welfareShare(LearnRecord run, double part) {
        double welfare = run.mechanism().welfare();
        return welfare > 0 ? Numbers.fixed(100 * part / welfare, 2) + "% of welfare" : "";
    }

    private static String prices(LearnRecord.Yardsticks yardsticks) {
        return yardsticks.prices().isEmpty()
                ? ""
                : "at "
                        + String.join(
                                ", ",
                                yardsticks.prices().stream()
                                        .map(price -> Numbers.fixed(price, 2))
                                        .toList());
    }
}
