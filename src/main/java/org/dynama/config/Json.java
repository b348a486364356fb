package org.dynama.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
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
    public static final JsonMapper MAPPER = JsonMapper.builder(
                    new JsonFactoryBuilder().characterEscapes(new Escapes()).build())
            .annotationIntrospector(new Required())
            .addMixIn(Reals.class, Listed.class)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    /** The mapper of specs: keys that a record does not want are another's, and enums are written in lower case with hyphens. */
    static final ObjectMapper BINDER = MAPPER.rebuild()
            .annotationIntrospector(new JacksonAnnotationIntrospector())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .build();

    private static final int LARGEST_MIB = 256;
    private static final String AGAIN = "Maybe run the command that made it again.";

    private Json() {}

    /** A value as JSON, indented, with a line break at the end. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** A value as JSON on one line, without a line break. */
    public static String line(Object value) {
        try {
            return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Writes a value as {@link #write(Object)} does, as it is made; the writer stays open. */
    public static void write(Writer out, Object value) {
        try {
            MAPPER.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValue(out, value);
            out.write("\n");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /**
     * Reads a file that a run has written.
     *
     * @throws Refusal if it is missing, larger than 256 MiB, damaged or of another format
     */
    public static <T> T read(Path file, Class<T> type) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(
                    file + " cannot be read", "Maybe the path is wrong: a run's folder holds it when the run is done.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes((LARGEST_MIB << 20) + 1);
            if (content.length > LARGEST_MIB << 20) {
                throw new Refusal(file.toString(), "", "has more than " + LARGEST_MIB + " MiB", AGAIN);
            }
            return parse(file.toString(), content, type);
        } catch (IOException exception) {
            throw Refusal.of(file + " cannot be read: " + exception.getMessage(), "Maybe check its permissions.");
        }
    }

    /**
     * Reads a file in one pass, for those who look at many: what {@link #read} refuses as ambiguous, such as a key given twice, may
     * pass.
     *
     * @throws IOException if it is missing, damaged or of another format
     */
    public static <T> T glance(Path file, Class<T> type) throws IOException {
        T value = MAPPER.readValue(Files.readAllBytes(file), type);
        if (value == null) {
            throw new IOException(file + " holds nothing");
        }
        return value;
    }

    /**
     * Reads what a run has written, strictly: it must hold all that the type does not declare nullable, and nothing else or
     * twice.
     *
     * @param source names it
     * @throws Refusal if it is damaged or of another format
     */
    public static <T> T parse(String source, byte[] content, Class<T> type) {
        try {
            StrictJson.check(source, content);
            T value = MAPPER.readValue(content, type);
            if (value == null) {
                throw Refusal.of(source + " is damaged: it holds nothing", AGAIN);
            }
            return value;
        } catch (JsonProcessingException exception) {
            throw Unbound.of(source, exception, said(exception), AGAIN);
        } catch (IOException exception) {
            throw Refusal.of(source + " is damaged: it is not UTF-8", AGAIN, exception);
        }
    }

    /** What the parser says, without what it says of a source that it does not show: {@code [line: 1, column: 1]}. */
    static String said(JsonProcessingException exception) {
        return exception.getOriginalMessage().replaceAll("\\[Source: [^;\\]]*; ", "[");
    }
}
