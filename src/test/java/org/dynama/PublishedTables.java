package org.dynama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.TaskScheduling;

/** The published numbers of Curry et al. (2024), with the best possible value of each row. */
public final class PublishedTables {
    private PublishedTables() {}

    /**
     * One row; {@code grid} and {@code zerothOrder} are the paper's columns, {@code best} is the best of its three,
     * {@code bound} Myerson's, if any.
     */
    public record Row(
            String world,
            boolean asymmetric,
            int agents,
            int items,
            double vcg,
            double grid,
            double zerothOrder,
            double best,
            double bound) {
        public Environment environment() {
            if (world.equals("gridworld")) {
                return Gridworld.torus(agents, items);
            }
            if (world.equals("task-scheduling")) {
                Reals high =
                        asymmetric ? TaskScheduling.asymmetricBounds(agents) : TaskScheduling.uniformBounds(agents);
                return TaskScheduling.of(high, items, TaskScheduling.LoadRule.PUBLISHED);
            }
            return asymmetric ? SequentialSales.asymmetric(agents, items) : SequentialSales.uniform(agents, items);
        }

        public Objective objective() {
            return world.equals("task-scheduling") ? Objective.minimizing("makespan", 0, 1) : Objective.REVENUE;
        }

        @Override
        public String toString() {
            return world + ", " + (asymmetric ? "asymmetric" : "uniform") + ", " + agents + " agents, " + items
                    + " items";
        }
    }

    /** The 16 rows of Tables 1 and 2. */
    public static Stream<Row> sales() {
        return rows().filter(row -> row.world().equals("sequential-sales"));
    }

    /** The 8 rows of Table 5. */
    public static Stream<Row> gridworlds() {
        return rows().filter(row -> row.world().equals("gridworld"));
    }

    /** Every row that Dynama has an environment for. */
    public static Stream<Row> rows() {
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
        // The third cell is quoted and holds a comma: its first word is enough.
        String[] cell = line.replaceAll("\"(\\w+)[^\"]*\"", "$1").split(",", -1);
        double[] published =
                Arrays.stream(cell, 7, 10).mapToDouble(Double::parseDouble).toArray();
        return new Row(
                cell[1],
                cell[2].contains("asymmetric"),
                Integer.parseInt(cell[3]),
                Integer.parseInt(cell[4]),
                Double.parseDouble(cell[6]),
                published[0],
                published[1],
                cell[5].startsWith("min")
                        ? Arrays.stream(published).min().orElseThrow()
                        : Arrays.stream(published).max().orElseThrow(),
                cell[10].isEmpty() ? Double.NaN : Double.parseDouble(cell[10]));
    }
}
