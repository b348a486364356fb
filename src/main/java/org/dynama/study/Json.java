package org.dynama.study;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.model.Reals;

/** How a run's files are read and written as JSON: numbers survive to the last bit. */
public final class Json {
    /** The mapper of all files. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Reals.class, new RealsWriter())
                    .addDeserializer(Reals.class, new RealsReader()))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private Json() {}

    /** A value as JSON, indented, with a line break at the end. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /**
     * Reads a file that a run has written.
     *
     * @throws InvalidRunException if it is missing, damaged or of another format
     */
    public static <T> T read(Path file, Class<T> type) {
        try {
            T value = MAPPER.readValue(Files.readAllBytes(file), type);
            if (value == null) {
                throw new InvalidRunException(file + " is damaged: it holds nothing");
            }
            return value;
        } catch (JsonProcessingException exception) {
            throw new InvalidRunException(file + " is damaged or not what it should be: "
                    + exception.getOriginalMessage() + "\nMaybe run the command that made it again.");
        } catch (IOException exception) {
            throw new InvalidRunException(
                    file + " cannot be read\nMaybe the path is wrong: a run's folder holds it when the run is done.");
        }
    }

    private static final class RealsWriter extends StdSerializer<Reals> {
        private static final long serialVersionUID = 1L;

        RealsWriter() {
            super(Reals.class);
        }

        @Override
        public void serialize(Reals value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeArray(value.toArray(), 0, value.size());
        }
    }

    private static final class RealsReader extends StdDeserializer<Reals> {
        private static final long serialVersionUID = 1L;

        RealsReader() {
            super(Reals.class);
        }

        @Override
        public Reals deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Reals.of(parser.readValueAs(double[].class));
        }
    }
}
