package org.dynama.online.study;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dynama.config.Document;
import org.dynama.refusal.Refusal;

/** Mechanisms and ways to report that users bring on the class path. */
final class PlugIns {
    private PlugIns() {}

    /**
     * The plug-in that the key {@code plugIn} of a map names.
     *
     * @param names what a plug-in is called
     * @throws org.dynama.config.ConfigException if there is none, with those that there are
     */
    static <T> T of(Document document, String path, Class<T> type, Function<T, String> names) {
        String key = path + ".plugIn";
        return document.made(key, () -> named(document.text(key), type, names));
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
