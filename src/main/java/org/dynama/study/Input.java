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
        copies(document).forEach((key, copy) -> inputs.add(new Input(key, document.file(key), copy)));
        return inputs;
    }

    /** The names of their copies by key; the files need not be there. */
    public static Map<String, String> copies(Document document) {
        Map<String, String> copies = new LinkedHashMap<>();
        for (String key : document.fileKeys()) {
            String name = String.valueOf(Path.of(document.text(key)).getFileName());
            String ending = name.lastIndexOf('.') > 0 ? name.substring(name.lastIndexOf('.')) : "";
            copies.put(key, key.substring(0, key.indexOf('.')) + ending);
        }
        return copies;
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
