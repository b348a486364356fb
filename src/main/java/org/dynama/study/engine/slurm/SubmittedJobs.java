package org.dynama.study.engine.slurm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Json;
import org.dynama.file.WholeFile;

/**
 * What was submitted, in a file, so that a sweep that is begun again waits for tasks that are still at work instead of running
 * their cells beside them.
 */
record SubmittedJobs(List<ArrayJob> jobs) {
    private static final String FILE = "slurm.json";

    SubmittedJobs {
        jobs = List.copyOf(jobs);
    }

    static SubmittedJobs read(Path logs) {
        Path file = logs.resolve(FILE);
        return Files.isRegularFile(file) ? Json.read(file, SubmittedJobs.class) : new SubmittedJobs(List.of());
    }

    SubmittedJobs with(ArrayJob job) {
        List<ArrayJob> more = new ArrayList<>(jobs);
        more.add(job);
        return new SubmittedJobs(more);
    }

    void write(Path logs) {
        WholeFile.write(logs.resolve(FILE), Json.write(this));
    }
}
