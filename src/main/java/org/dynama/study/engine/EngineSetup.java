package org.dynama.study.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.study.Study;

/**
 * What an engine may need to know of a sweep.
 *
 * @param study whose runs the cells are
 * @param jobs cells at a time; 0 where nothing was said
 * @param java what starts a program as this one, up to the words of its command line
 * @param words the sweep's command line, to which {@code --shard i/n} is added for a process that runs a part of it
 * @param count of cells in the whole sweep
 * @param logs the folder of what processes say
 * @param options what belongs to one engine alone, as given
 */
public record EngineSetup(
        Study<?, ?> study,
        int jobs,
        List<String> java,
        List<String> words,
        int count,
        Path logs,
        List<String> options) {
    public EngineSetup {
        java = List.copyOf(java);
        words = List.copyOf(words);
        options = List.copyOf(options);
    }

    /** What starts a program that runs a shard. */
    public List<String> command() {
        List<String> command = new ArrayList<>(java);
        command.addAll(words);
        return command;
    }
}
