package org.dynama.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dynama.config.Document;

/**
 * A file that a run reads, and the name of its copy in the run's folder.
 *
 * @param key the path of the spec's key that names it; empty for a file that another file names
 * @param source where it is
 * @param copy its name in the folder
 */
public record Input(String key, Path source, String copy) {

    /** The files that a spec names, each copied as the key around it is called: {@code environment.file} as {@code environment.json}. */
    public static List<Input> of(Document document) {
        List<Input> inputs = new ArrayList<>();
        for (String key : document.fileKeys()) {
            Path source = document.file(key);
            inputs.add(new Input(key, source, copy(key, source)));
        }
        return inputs;
    }

    /** The names of their copies by key; the files need not be there. */
    public static Map<String, String> copies(Document document) {
        Map<String, String> copies = new LinkedHashMap<>();
        document.fileKeys().forEach(key -> copies.put(key, copy(key, Path.of(document.text(key)))));
        return copies;
    }

    private static String copy(String key, Path source) {
        String name = String.valueOf(source.getFileName());
        String ending = name.lastIndexOf('.') > 0 ? name.substring(name.lastIndexOf('.')) : "";
        return key.substring(0, key.indexOf('.')) + ending;
    }

    /** This file and those that it names, by paths from its folder; each is copied beside its copy. */
    public Stream<Input> with(List<String> companions) {
        return Stream.concat(
                Stream.of(this),
                companions.stream()
                        .distinct()
                        .map(name -> new Input(
                                "",
                                source.resolveSibling(name),
                                Path.of(copy).resolveSibling(name).toString())));
    }
}
