package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.dynama.study.Csv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep's table as Parquet is its table as CSV. */
@Tag("spark")
class SparkParquetTest {
    /** Whole numbers, numbers, texts, and what one cell lacks. */
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: [2, 3], items: 1}
        optimizer: {kind: [none, regularized-gradient], iterations: 3, profiles: 100, step: [0.05, 1e308]}
        evaluation: {profiles: 500, shareProfiles: 100, misreports: 5}
        threads: 1
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static final class Reader extends ParquetReader.Builder<Group> {
        Reader(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    /** Texts on one line each, as in CSV. */
    private static List<String> cells(Group row, List<String> columns) {
        return columns.stream()
                .map(column -> row.getFieldRepetitionCount(column) == 0
                        ? ""
                        : row.getValueToString(row.getType().getFieldIndex(column), 0)
                                .replaceAll("\\s+", " "))
                .toList();
    }

    @Test
    void theTableIsThatOfTheCsv() throws IOException {
        Path spec = Files.writeString(folder.resolve("small.yaml"), SPEC);
        Path out = folder.resolve("out");
        Console swept = Console.run(
                Families.ALL, "sweep", spec.toString(), "--out", out.toString(), "--parquet");
        assertThat(swept.status()).as(swept.err()).isEqualTo(Main.FAILED);
        List<String> csv = Files.readAllLines(out.resolve("results.csv"));
        List<String> columns = Csv.cells(csv.get(0));
        List<List<String>> rows = new ArrayList<>();
        PrimitiveTypeName mean;
        PrimitiveTypeName agents;
        try (ParquetReader<Group> reader = new Reader(new LocalInputFile(out.resolve("results.parquet"))).build()) {
            Group first = reader.read();
            mean = first.getType().getType("mean").asPrimitiveType().getPrimitiveTypeName();
            agents = first.getType().getType("environment.agents").asPrimitiveType().getPrimitiveTypeName();
            for (Group row = first; row != null; row = reader.read()) {
                rows.add(cells(row, columns));
            }
        }
        assertThat(rows).isEqualTo(csv.stream().skip(1).map(Csv::cells).toList());
        assertThat(rows).anyMatch(row -> row.contains("failed")).anyMatch(row -> row.contains("done"));
        assertThat(mean).isEqualTo(PrimitiveTypeName.DOUBLE);
        assertThat(agents).isEqualTo(PrimitiveTypeName.INT64);
    }
}
