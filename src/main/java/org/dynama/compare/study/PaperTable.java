package org.dynama.compare.study;

import java.util.List;
import org.dynama.compare.market.MeanAmount;
import org.dynama.compare.mechanism.Worth;
import org.dynama.compare.study.CompareRecord.Compared;
import org.dynama.compare.study.CompareRecord.Limit;
import org.dynama.page.Numbers;
import org.dynama.page.Tex;
import org.jspecify.annotations.Nullable;

/** A comparison as a table for papers. */
final class PaperTable {
    private PaperTable() {}

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
            tex.append(Tex.escaped(mechanism.title()))
                    .append(cell(worth.revenue()))
                    .append(cell(worth.profit()))
                    .append(cell(worth.welfare()))
                    .append(" & ")
                    .append(Tex.escaped(Numbers.plain(kept)))
                    .append(" \\\\\n");
        }
        if (!bounds.isEmpty()) {
            tex.append("\\hline\n");
        }
        for (Limit bound : bounds) {
            tex.append(Tex.escaped(bound.name()))
                    .append(" &")
                    .append(cell(new MeanAmount(bound.value(), bound.standardError())))
                    .append(" & & \\\\\n");
        }
        return tex.append("\\hline\n\\end{tabular}\n").toString();
    }

    private static String cell(@Nullable MeanAmount amount) {
        String number = amount == null ? "" : Numbers.estimate(amount.mean(), amount.standardError());
        return " & " + Tex.escaped(number);
    }
}
