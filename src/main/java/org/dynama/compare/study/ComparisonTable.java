package org.dynama.compare.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.compare.market.MeanAmount;
import org.dynama.compare.mechanism.Worth;
import org.dynama.compare.study.CompareRecord.Compared;
import org.dynama.compare.study.CompareRecord.Limit;
import org.dynama.study.Table;
import org.jspecify.annotations.Nullable;

/** A comparison as a table for programs. */
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
            boolean isBounded = !bounds.isEmpty() && !bounds.get(0).isDominant() && CompareRecord.isBounded(mechanism);
            row.put("gap", isBounded ? bounds.get(0).value() - worth.profit().mean() : null);
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
}
