package org.dynama.study.engine;

/** This machine: threads where runs can share a program, else processes. */
final class LocalProvider implements EngineProvider {
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
        return setup.jobs() == 1 || setup.study().isParallel()
                ? new LocalThreads(setup.jobs())
                : new LocalProcesses(setup.jobs(), setup.command(), setup.count(), setup.logs());
    }
}
