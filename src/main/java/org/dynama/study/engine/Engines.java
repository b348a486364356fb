package org.dynama.study.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.dynama.refusal.Refusal;

/** The engines on the class path. */
public final class Engines {
    private Engines() {}

    /**
     * The provider of an engine.
     *
     * @throws Refusal if there is none of that name
     */
    public static EngineProvider of(String name) {
        List<EngineProvider> all = new ArrayList<>();
        ServiceLoader.load(EngineProvider.class).forEach(all::add);
        return all.stream()
                .filter(provider -> provider.answers(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        "--engine",
                        name,
                        "must be " + all.stream().map(EngineProvider::names).collect(Collectors.joining(", ")),
                        "Maybe leave it out, and all runs on this machine; Spark is asked by scripts/dynama-spark."));
    }
}
