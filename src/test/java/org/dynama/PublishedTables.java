package org.dynama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.environment.Environment;
import org.dynama.environment.SequentialSales;

/** The published numbers of Curry et al. (2024), Tables 1 and 2, with the best possible revenue of each row. */
public final class PublishedTables {
    private PublishedTables() {}

    /**
     * One row; {@code grid} and {@code zerothOrder} are the paper's columns, {@code best} is the largest of its three,
     * {@code bound} Myerson's.
     */
    public record Row(
            boolean asymmetric,
            int agents,
            int items,
            double vcg,
            double grid,
            double zerothOrder,
            double best,
            double bound) {
        public Environment environment() {
            return asymmetric ? SequentialSales.asymmetric(agents, items) : SequentialSales.uniform(agents, items);
        }

        @Override
        public String toString() {
            return (asymmetric ? "asymmetric" : "uniform") + ", " + agents + " agents, " + items + " items";
        }
    }

    public static Stream<Row> sales() {
        try (var in = PublishedTables.class.getResourceAsStream("curry2024.csv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream().skip(1).map(PublishedTables::row);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Row row(String line) {
        // The third cell is quoted and holds a comma.
        String[] cell = line.replace("U[0,", "U[0;").split(",", -1);
        double[] published =
                Arrays.stream(cell, 7, 10).mapToDouble(Double::parseDouble).toArray();
        return new Row(
                cell[2].contains("asymmetric"),
                Integer.parseInt(cell[3]),
                Integer.parseInt(cell[4]),
                Double.parseDouble(cell[6]),
                published[0],
                published[1],
                Arrays.stream(published).max().orElseThrow(),
                Double.parseDouble(cell[10]));
    }
}
