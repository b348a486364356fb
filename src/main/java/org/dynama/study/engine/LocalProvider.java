package org.dynama.study.engine;

import org.dynama.refusal.Refusal;

/** This machine: threads where runs can share a program, else processes. */
public final class LocalProvider implements EngineProvider {
    @Override
    public String names() {
        return "local";
    }

    @Override
    public boolean answers(String name) {
        return name.equals("local");
    }

    @Override
    public Engine of(String name, EngineSetup setup) {
        if (!setup.options().isEmpty()) {
            throw Refusal.of("--sbatch belongs to --engine slurm", "Maybe leave it out.");
        }
        int jobs = Math.max(1, setup.jobs());
        return jobs == 1 || setup.study().isParallel()
                ? new LocalThreads(jobs)
                : new LocalProcesses(jobs, setup.command(), setup.count(), setup.logs());
    }
}
