package org.dynama.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            String name = String.valueOf(source.getFileName());
            String ending = name.lastIndexOf('.') > 0 ? name.substring(name.lastIndexOf('.')) : "";
            inputs.add(new Input(key, source, key.substring(0, key.indexOf('.')) + ending));
        }
        return inputs;
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
