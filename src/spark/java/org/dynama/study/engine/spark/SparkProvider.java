package org.dynama.study.engine.spark;

import org.apache.spark.package$;
import org.dynama.refusal.Failure;
import org.dynama.study.PartsEngine;
import org.dynama.study.engine.Engine;
import org.dynama.study.engine.EngineProvider;
import org.dynama.study.engine.EngineSetup;

/**
 * {@code --engine spark://HOST:PORT}, {@code local-spark} for trying, or {@code spark} for the master that {@code spark-submit}
 * names (YARN, Kubernetes).
 */
public final class SparkProvider implements EngineProvider {
    private static final int MAJOR = 4;
    private static final String TRYING = "local-spark";

    @Override
    public String names() {
        return "spark://HOST:PORT, " + TRYING + ", spark";
    }

    @Override
    public boolean answers(String name) {
        return name.startsWith("spark://") || name.equals(TRYING) || name.equals("spark");
    }

    @Override
    public boolean hasItsOwnMachines() {
        return true;
    }

    /** A task has a core. */
    @Override
    public int threads(int wanted) {
        return Math.max(1, wanted);
    }

    @Override
    public Engine of(String name, EngineSetup setup) {
        return new SparkEngine(master(name), setup.jobs());
    }

    @Override
    public PartsEngine parts(String name) {
        return new SparkParts(master(name));
    }

    private static String master(String name) {
        String version = package$.MODULE$.SPARK_VERSION();
        if (!version.startsWith(MAJOR + ".")) {
            throw new Failure(
                    "This is Spark " + version + ", and the engine is for Spark " + MAJOR,
                    "Maybe a SPARK_HOME of that version, or none.");
        }
        return name.equals(TRYING) ? "local[*]" : name.equals("spark") ? "" : name;
    }
}
