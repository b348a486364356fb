package org.dynama.online.study;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dynama.config.Document;
import org.dynama.online.reporting.Tuned;
import org.dynama.refusal.Refusal;

/** Mechanisms and ways to report that users bring on the class path. */
final class PlugIns {
    private PlugIns() {}

    /**
     * The plug-in that the key {@code plugIn} of a map names.
     *
     * @param names what a plug-in is called
     * @throws org.dynama.config.ConfigException if there is none, with those that there are, or if it refuses its settings
     */
    static <T> T of(Document document, String path, Class<T> type, Function<T, String> names) {
        String key = path + ".plugIn";
        T found = document.made(key, () -> named(document.text(key), type, names));
        String settings = path + ".settings";
        return document.has(settings)
                ? document.made(settings, () -> tuned(found, type, names.apply(found), document.decimals(settings)))
                : found;
    }

    /** A plug-in with the settings of a spec. */
    static <T> T tuned(T found, Class<T> type, String name, Map<String, BigDecimal> settings) {
        if (settings.isEmpty()) {
            return found;
        }
        if (!(found instanceof Tuned<?> tuned)) {
            throw Refusal.of(
                    "plug-in " + name + " takes no settings",
                    "Maybe without settings, or a class that implements " + Tuned.class.getName() + ".");
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        settings.forEach((key, number) -> numbers.put(key, number.doubleValue()));
        return type.cast(tuned.with(numbers));
    }

    private static <T> T named(String name, Class<T> type, Function<T, String> names) {
        List<T> all = ServiceLoader.load(type).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return all.stream()
                .filter(one -> names.apply(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        "plugIn",
                        name,
                        "must be on the class path, which has "
                                + (all.isEmpty()
                                        ? "none"
                                        : all.stream().map(names).collect(Collectors.joining(", "))),
                        "Maybe its classes are not there, or lack META-INF/services/" + type.getName() + "."));
    }
}
