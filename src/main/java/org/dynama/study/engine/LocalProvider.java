package org.dynama.study.engine;

import org.dynama.study.PartsEngine;
import org.jspecify.annotations.Nullable;

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
        int jobs = Math.max(1, setup.jobs());
        return jobs == 1 || setup.study().isParallel()
                ? new LocalThreads(jobs)
                : new LocalProcesses(jobs, setup.command(), setup.count(), setup.logs());
    }

    @Override
    public @Nullable PartsEngine parts(String name) {
        return null;
    }
}
