package org.dynama.study.engine.slurm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dynama.study.engine.EngineSetup;

/**
 * The script of one array job: a task for each of some cells.
 *
 * @param setup of the sweep
 * @param numbers of the cells, from 1
 * @param limit tasks at a time; 0 for as many as Slurm likes
 */
record ArrayScript(EngineSetup setup, List<Integer> numbers, int limit) {
    ArrayScript {
        numbers = List.copyOf(numbers);
    }

    /** Cells cut into arrays whose indices stay below Slurm's MaxArraySize. */
    static List<ArrayScript> of(EngineSetup setup, List<Integer> numbers, int limit, int maxArraySize) {
        List<ArrayScript> scripts = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += maxArraySize) {
            int to = Math.min(numbers.size(), from + maxArraySize);
            scripts.add(new ArrayScript(setup, numbers.subList(from, to), limit));
        }
        return scripts;
    }

    String text() {
        Path logs = setup.logs().toAbsolutePath();
        List<String> lines = new ArrayList<>();
        lines.add("#!/bin/bash");
        lines.add("#SBATCH --job-name=dynama");
        lines.add("#SBATCH --array=0-" + (numbers.size() - 1) + (limit > 0 ? "%" + limit : ""));
        lines.add("#SBATCH --output=" + logs.toString().replace("%", "%%") + "/slurm-%A-%a.log");
        lines.add("#SBATCH --no-requeue");
        setup.options().forEach(option -> lines.add("#SBATCH " + option));
        lines.add("cells=(" + numbers.stream().map(String::valueOf).collect(Collectors.joining(" ")) + ")");
        String command = setup.command().stream().map(ArrayScript::quoted).collect(Collectors.joining(" "));
        lines.add("exec " + command + " --shard \"${cells[$SLURM_ARRAY_TASK_ID]}/" + setup.count() + "\"");
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String word) {
        return word.matches("[\\w./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
