package org.dynama.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/** How files are read and written as JSON, and records bound: numbers survive to the last bit. */
public final class Json {
    /** Reals stand as lists of numbers. */
    private abstract static class Listed {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Reals of(double... values) {
            return Reals.of(values);
        }

        @JsonValue
        abstract double[] toArray();
    }

    /** The mapper of all files. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Reals.class, Listed.class)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    /** The mapper of specs: keys that a record does not want are another's, and enums are written in lower case with hyphens. */
    static final ObjectMapper BINDER = MAPPER.rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
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
     * @throws Refusal if it is missing, damaged or of another format
     */
    public static <T> T read(Path file, Class<T> type) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException exception) {
            throw Refusal.of(
                    file + " cannot be read", "Maybe the path is wrong: a run's folder holds it when the run is done.");
        }
        return parse(file.toString(), content, type);
    }

    /**
     * Reads what a run has written.
     *
     * @param source names it
     * @throws Refusal if it is damaged or of another format
     */
    public static <T> T parse(String source, byte[] content, Class<T> type) {
        try {
            T value = MAPPER.readValue(content, type);
            if (value == null) {
                throw Refusal.of(source + " is damaged: it holds nothing", "Maybe run the command that made it again.");
            }
            return value;
        } catch (JsonProcessingException exception) {
            throw Refusal.of(
                    source + " is damaged or not what it should be: " + exception.getOriginalMessage(),
                    "Maybe run the command that made it again.",
                    exception);
        } catch (IOException exception) {
            throw new IllegalStateException("bytes can be read", exception);
        }
    }
}
