package org.dynama.compare.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.compare.market.MeanAmount;
import org.dynama.compare.mechanism.Worth;
import org.dynama.compare.study.CompareRecord.Compared;
import org.dynama.compare.study.CompareRecord.Limit;
import org.dynama.page.Numbers;
import org.dynama.study.Table;
import org.jspecify.annotations.Nullable;

/** A comparison as a table: for programs, and for papers. */
final class ComparisonTable {
    private ComparisonTable() {}

    /** A row for each mechanism and bound, with all digits. */
    static Table csv(List<Compared> mechanisms, List<Limit> bounds) {
        Table table = new Table("name", "kind");
        for (Compared mechanism : mechanisms) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            Worth worth = mechanism.worth();
            row.put("name", mechanism.name());
            row.put("kind", "mechanism");
            put(row, "revenue", worth.revenue());
            put(row, "profit", worth.profit());
            put(row, "welfare", worth.welfare());
            put(row, "surplus", worth.surplus());
            row.put(
                    "gap",
                    bounds.isEmpty()
                            ? null
                            : bounds.get(0).value() - worth.profit().mean());
            row.put("incentiveMargin", mechanism.incentives().margin());
            row.put("incentiveMethod", mechanism.incentives().method());
            row.put("participationMargin", mechanism.participation().margin());
            row.put("participationMethod", mechanism.participation().method());
            mechanism.agents().forEach(agent -> put(row, "utility of " + agent.name(), agent.utility()));
            table.add(row);
        }
        for (Limit bound : bounds) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("name", bound.name());
            row.put("kind", "bound");
            put(row, "profit", new MeanAmount(bound.value(), bound.standardError()));
            table.add(row);
        }
        return table;
    }

    private static void put(Map<String, @Nullable Object> row, String name, @Nullable MeanAmount amount) {
        row.put(name, amount == null ? null : amount.mean());
        row.put(name + " standard error", amount == null ? null : amount.standardError());
    }

    /** A LaTeX table that needs no package. */
    static String tex(List<Compared> mechanisms, List<Limit> bounds) {
        StringBuilder tex = new StringBuilder("""
                \\begin{tabular}{lrrrr}
                \\hline
                mechanism & revenue & profit & welfare & utility of agents \\\\
                \\hline
                """);
        for (Compared mechanism : mechanisms) {
            Worth worth = mechanism.worth();
            double kept = mechanism.agents().stream()
                    .mapToDouble(agent -> agent.utility().mean())
                    .sum();
            tex.append(escaped(mechanism.title()))
                    .append(cell(worth.revenue()))
                    .append(cell(worth.profit()))
                    .append(cell(worth.welfare()))
                    .append(" & ")
                    .append(Numbers.plain(kept).replace("−", "$-$"))
                    .append(" \\\\\n");
        }
        if (!bounds.isEmpty()) {
            tex.append("\\hline\n");
        }
        for (Limit bound : bounds) {
            tex.append(escaped(bound.name()))
                    .append(" &")
                    .append(cell(new MeanAmount(bound.value(), bound.standardError())))
                    .append(" & & \\\\\n");
        }
        return tex.append("\\hline\n\\end{tabular}\n").toString();
    }

    private static String cell(@Nullable MeanAmount amount) {
        String number = amount == null ? "" : Numbers.estimate(amount.mean(), amount.standardError());
        return " & " + number.replace(" ± ", " $\\pm$ ").replace("−", "$-$");
    }

    private static String escaped(String text) {
        return text.replaceAll("([&%$#_{}])", "\\\\$1");
    }
}
