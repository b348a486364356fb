package org.dynama.study.engine.spark;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.dynama.model.Workers;
import org.dynama.refusal.Failure;
import org.dynama.study.Parted;
import org.dynama.study.PartsEngine;
import org.dynama.study.RunFolder;

/**
 * A job of one task for each part, as many at a time as keep all cores at work. A part that is lost with its executor is computed
 * again, to the same bits; one that fails ends the work.
 *
 * @param master where Spark is; empty for what {@code spark-submit} says
 */
record SparkParts(String master) implements PartsEngine {
    private static final String TRIES = "4";

    @Override
    public void each(Parted study, RunFolder folder, int from, int to, Consumer<String> inOrder) {
        if (from >= to) {
            return;
        }
        try (JavaSparkContext spark = SparkEngine.reached(SparkEngine.settings(master, TRIES, SparkParts::isNeeded))) {
            Broadcast<byte[]> files = sent(spark, Parcel.of(folder.path(), "checkpoint"));
            int atATime = Math.max(2, spark.defaultParallelism()) + 2;
            try (Workers<JavaSparkContext> drivers = new Workers<>(() -> spark, atATime)) {
                try {
                    drivers.forEach(
                            to - from,
                            1,
                            (driver, k, end) ->
                                    part(driver, new PartTask(study.getClass().getName(), files, from + k)),
                            inOrder);
                } finally {
                    spark.sc().cancelAllJobs();
                }
            }
        }
    }

    /** Parts are solved by the kernel in Java: the native libraries, nine tenths of all, can stay here. */
    private static boolean isNeeded(String jar) {
        return !jar.contains("pytorch-native");
    }

    private Broadcast<byte[]> sent(JavaSparkContext spark, byte[] files) {
        try {
            return spark.broadcast(files);
        } catch (Exception ended) {
            throw SparkEngine.unreachable(master, ended);
        }
    }

    private static String part(JavaSparkContext spark, PartTask task) {
        PartTask.Answer answer;
        try {
            answer = spark.parallelize(List.of(task), 1).map(PartTask::run).first();
        } catch (Exception lost) {
            answer = new PartTask.Answer("", SparkEngine.lost(lost));
        }
        if (answer.part().isEmpty()) {
            throw new Failure(
                    "Part " + (task.number() + 1) + " has failed on Spark: " + answer.message(),
                    "Maybe more memory for executors, or --engine local.");
        }
        return answer.part();
    }
}
