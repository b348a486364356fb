package org.dynama.study.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.dynama.file.WholeFile;
import org.dynama.study.Table;
import org.dynama.study.TableFormat;

/**
 * Apache Parquet: a column of whole numbers as int64, of numbers as double, of truths as boolean, else texts; what is not known is
 * null.
 */
public final class ParquetFormat implements TableFormat {
    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public void write(Table table, Path file) {
        ArrayNode rows = table.json();
        List<String> columns = table.columns();
        Types.MessageTypeBuilder builder = Types.buildMessage();
        for (String column : columns) {
            PrimitiveTypeName type = type(rows, column);
            LogicalTypeAnnotation text = type == PrimitiveTypeName.BINARY ? LogicalTypeAnnotation.stringType() : null;
            builder.optional(type).as(text).named(column);
        }
        MessageType schema = builder.named("table");
        Path aside = WholeFile.aside(file.toAbsolutePath().normalize());
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(aside))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build()) {
            for (JsonNode row : rows) {
                writer.write(group(schema, columns, row));
            }
        } catch (IOException exception) {
            throw WholeFile.unwritable(file, exception);
        }
        try {
            WholeFile.rename(aside, file);
        } catch (IOException exception) {
            throw WholeFile.unwritable(file, exception);
        }
    }

    private static PrimitiveTypeName type(ArrayNode rows, String column) {
        List<JsonNode> known = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path(column))
                .filter(value -> !value.isNull())
                .toList();
        if (known.isEmpty()) {
            return PrimitiveTypeName.BINARY;
        }
        if (known.stream().allMatch(value -> value.isIntegralNumber() && value.canConvertToLong())) {
            return PrimitiveTypeName.INT64;
        }
        if (known.stream().allMatch(JsonNode::isNumber)) {
            return PrimitiveTypeName.DOUBLE;
        }
        return known.stream().allMatch(JsonNode::isBoolean) ? PrimitiveTypeName.BOOLEAN : PrimitiveTypeName.BINARY;
    }

    private static Group group(MessageType schema, List<String> columns, JsonNode row) {
        Group group = new SimpleGroup(schema);
        for (String column : columns) {
            JsonNode value = row.path(column);
            if (value.isNull()) {
                continue;
            }
            switch (schema.getType(column).asPrimitiveType().getPrimitiveTypeName()) {
                case INT64 -> group.add(column, value.asLong());
                case DOUBLE -> group.add(column, value.asDouble());
                case BOOLEAN -> group.add(column, value.asBoolean());
                default -> group.add(column, value.isContainerNode() ? value.toString() : value.asText());
            }
        }
        return group;
    }
}
