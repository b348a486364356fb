package org.dynama.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Trees to records, without annotations on the records. */
final class Binding {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new KebabCaseEnums())
            .enable(
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Binding() {}

    static <T> T bind(Document document, String path, JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonMappingException failure) {
            StringBuilder place = new StringBuilder(path);
            for (JsonMappingException.Reference step : failure.getPath()) {
                String key = step.getFieldName();
                place.append(key == null ? "[" + step.getIndex() + "]" : place.isEmpty() ? "" : ".");
                place.append(key == null ? "" : KeyPath.shown(key));
            }
            throw refused(document, place.toString(), failure);
        } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A record that refuses its values says why: first line the rule, second line the hint. */
    private static ConfigException refused(Document document, String path, JsonMappingException failure) {
        Throwable cause = failure.getCause();
        String message = cause == null ? failure.getOriginalMessage() : String.valueOf(cause.getMessage());
        List<String> lines = message.lines().toList();
        String hint = lines.size() > 1 ? lines.get(1) : "";
        Fault fault = document.fault(path, "is refused: " + lines.get(0), hint);
        return new ConfigException(document.source(), List.of(fault));
    }

    /** Choices are written {@code regularized-gradient} in files and {@code REGULARIZED_GRADIENT} in Java. */
    private static final class KebabCaseEnums extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            return Arrays.stream(constants)
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toArray(String[]::new);
        }
    }
}
