package org.dynama.cli;

import org.dynama.study.PartsEngine;
import org.dynama.study.engine.Engines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --engine} of commands whose longest work comes in parts. */
final class PartsOption {
    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = {
                "Where parts of the work are computed, profiles and long gradients: local, or Spark by scripts/dynama-spark;",
                "the same bits."
            })
    private String engine = "local";

    /** What was asked for. */
    String name() {
        return engine;
    }

    /** What computes them; null for this program. */
    @Nullable
    PartsEngine engine() {
        return Engines.of(engine).parts(engine);
    }
}
