package org.dynama.ama.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.search.ObjectiveLine;
import org.dynama.study.Table;

/** The tables of a smoothing's folder. */
public final class SmoothingTables {
    private SmoothingTables() {}

    /** The tables that a record has, by the names of their files. */
    public static Map<String, Table> of(SmoothingRecord record) {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("smoothing.csv", rows(record));
        if (record.rates() != null) {
            tables.put("rates.csv", rates(record.rates()));
        }
        if (record.gradients() != null) {
            Table table = new Table("estimator", "smoothing", "bias", "biasError", "deviation");
            record.gradients()
                    .rows()
                    .forEach(row ->
                            table.add(row.estimator(), row.smoothing(), row.bias(), row.biasError(), row.deviation()));
            tables.put("gradients.csv", table);
        }
        if (record.line() != null) {
            tables.put("line.csv", line(record.line()));
        }
        return tables;
    }

    private static Table rows(SmoothingRecord record) {
        Table table = new Table(
                "mechanism",
                "entropy",
                "temperature",
                record.wanted(),
                "standardError",
                "hard",
                "difference",
                "differenceError",
                "profiles");
        record.rows()
                .forEach(row -> table.add(
                        row.mechanism(),
                        row.entropy(),
                        row.temperature(),
                        row.revenue().mean(),
                        row.revenue().standardError(),
                        row.hard().mean(),
                        row.difference().mean(),
                        row.difference().standardError(),
                        row.revenue().count()));
        return table;
    }

    private static Table rates(List<SmoothingRecord.Rate> rates) {
        Table table = new Table("mechanism", "entropy", "profile", "temperature", "difference", "bound");
        rates.forEach(rate -> rate.points()
                .forEach(point -> table.add(
                        rate.mechanism(),
                        rate.entropy(),
                        rate.profile(),
                        point.temperature(),
                        point.difference(),
                        point.bound())));
        return table;
    }

    private static Table line(ObjectiveLine line) {
        Table table = new Table("profiles", "offset", "objective");
        line.curves().forEach(curve -> {
            for (int k = 0; k < line.offsets().size(); k++) {
                table.add(
                        curve.profiles(), line.offsets().get(k), curve.values().get(k));
            }
        });
        return table;
    }
}
