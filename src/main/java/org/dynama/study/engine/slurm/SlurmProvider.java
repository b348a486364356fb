package org.dynama.study.engine.slurm;

import org.dynama.study.engine.Engine;
import org.dynama.study.engine.EngineProvider;
import org.dynama.study.engine.EngineSetup;

/** {@code --engine slurm}. */
public final class SlurmProvider implements EngineProvider {
    @Override
    public String names() {
        return "slurm";
    }

    @Override
    public boolean answers(String name) {
        return name.equals("slurm");
    }

    @Override
    public Engine of(String name, EngineSetup setup) {
        return new SlurmEngine(setup, setup.jobs());
    }

    @Override
    public boolean takesOptions() {
        return true;
    }

    @Override
    public boolean hasItsOwnMachines() {
        return true;
    }
}
