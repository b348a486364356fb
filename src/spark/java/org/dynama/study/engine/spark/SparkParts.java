package org.dynama.study.engine.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.dynama.study.Parted;
import org.dynama.study.PartsEngine;
import org.dynama.study.RunFolder;
import org.jspecify.annotations.Nullable;

/** Parts on Spark: its executors start with the first work, and serve all that follows until this is closed. */
final class SparkParts implements PartsEngine {
    private static final String TRIES = "4";

    private final String master;
    private @Nullable JavaSparkContext spark;

    /** @param master where Spark is; empty for what {@code spark-submit} says */
    SparkParts(String master) {
        this.master = master;
    }

    @Override
    public Session open(Parted study, String work, RunFolder folder) {
        if (spark == null) {
            spark = SparkEngine.reached(SparkEngine.settings(master, TRIES, SparkParts::isNeeded));
        }
        return new PartJobs(
                spark, master, new PartWork(study.getClass().getName(), work, Parcel.of(folder.path(), "checkpoint")));
    }

    /** Parts are solved by the kernel in Java: the native libraries, nine tenths of all, can stay here. */
    private static boolean isNeeded(String jar) {
        return !jar.contains("pytorch-native");
    }

    @Override
    public void close() {
        if (spark != null) {
            spark.close();
        }
    }
}
