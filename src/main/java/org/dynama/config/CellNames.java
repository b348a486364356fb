package org.dynama.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names such as {@code agents-2-items-3}, which do not change when a list grows. */
final class CellNames {
    private static final int LONGEST = 80;

    private CellNames() {}

    /**
     * A name for each cell.
     *
     * @param whole the name of a cell in which nothing was chosen
     * @param cells by path, what each has chosen
     */
    static List<String> of(String whole, List<Map<String, JsonNode>> cells) {
        Map<String, String> keys = keys(cells);
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (Map<String, JsonNode> chosen : cells) {
            String text = chosen.entrySet().stream()
                    .map(entry -> keys.get(entry.getKey()) + "-" + FlowYaml.of(entry.getValue()))
                    .collect(Collectors.joining("-"));
            String name = chosen.isEmpty() ? whole : safe(text);
            String free = name;
            for (int again = 2; !taken.add(free.toLowerCase(Locale.ROOT)); again++) {
                free = name + "_" + again;
            }
            names.add(free);
        }
        return names;
    }

    /** Each path's last key, with as many before it as it takes to tell two apart. */
    private static Map<String, String> keys(List<Map<String, JsonNode>> cells) {
        Set<String> paths = new LinkedHashSet<>();
        cells.forEach(chosen -> paths.addAll(chosen.keySet()));
        Map<String, String> keys = new HashMap<>();
        for (String path : paths) {
            String key = path.substring(path.lastIndexOf('.') + 1);
            while (isShared(key, path, paths)) {
                key = path.substring(path.lastIndexOf('.', path.length() - key.length() - 2) + 1);
            }
            keys.put(path, key);
        }
        return keys;
    }

    private static boolean isShared(String key, String path, Set<String> paths) {
        return !key.equals(path)
                && paths.stream().anyMatch(other -> !other.equals(path) && ("." + other).endsWith("." + key));
    }

    private static String safe(String text) {
        String safe = text.replaceAll("[\\[\\]{}\"+]", "").replaceAll("[^A-Za-z0-9._-]+", "-");
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST);
    }
}
