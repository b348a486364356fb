package org.dynama.study.engine.spark;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.dynama.refusal.Unreachable;
import org.dynama.study.engine.Cell;
import org.dynama.study.engine.CellFailure;
import org.dynama.study.engine.CellPool;
import org.dynama.study.engine.Engine;

/**
 * A job of one task for each cell, so that one that fails stops no other. Executors write nothing that others read: a run's
 * folder comes back, and stands at once where the local engine would have made it.
 *
 * @param master where Spark is; empty for what {@code spark-submit} says
 * @param jobs cells at a time; 0 for as many as there are cores
 */
record SparkEngine(String master, int jobs) implements Engine {
    /** The application's jars, with commas, for executors that {@code spark-submit} has not given them to. */
    static final String JARS = "dynama.spark.jars";

    /**
     * An executor lives for minutes and runs much of Spark once: a compiler that waits for what is called five times as often saves
     * half of its work, some three seconds of a processor, and kernels meet it all the same.
     */
    private static final String COMPILE_LESS = "-XX:CompileThresholdScaling=5";

    @Override
    public void run(List<Cell> cells, Events events) {
        // What fails, fails again: the same command tries it when asked to.
        SparkConf settings = settings(master, "1", jar -> true);
        try (JavaSparkContext spark = reached(settings)) {
            int atATime = jobs > 0 ? jobs : Math.max(2, spark.defaultParallelism()) + 2;
            new CellPool(Math.min(atATime, Math.max(1, cells.size())))
                    .each(cells, events, cell -> run(spark, cell, events));
        }
    }

    /**
     * What both engines ask of Spark.
     *
     * @param tries of a task
     * @param sent which of the application's jars executors need
     */
    static SparkConf settings(String master, String tries, Predicate<String> sent) {
        SparkConf settings = new SparkConf()
                .setAppName("dynama")
                .set("spark.task.maxFailures", tries)
                .set("spark.speculation", "false")
                .setIfMissing("spark.executor.extraJavaOptions", COMPILE_LESS)
                .setIfMissing("spark.ui.enabled", "false");
        if (!master.isEmpty()) {
            settings.setMaster(master);
        }
        String jars = System.getProperty(JARS);
        if (jars != null) {
            settings.setJars(Arrays.stream(jars.split(",")).filter(sent).toArray(String[]::new));
        }
        return settings;
    }

    static JavaSparkContext reached(SparkConf settings) {
        try {
            return new JavaSparkContext(settings);
        } catch (Exception unreachable) {
            throw unreachable(settings.get("spark.master", "no master"), unreachable);
        }
    }

    static Unreachable unreachable(String master, Exception why) {
        String said = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
        return new Unreachable(
                "Spark at " + master + " cannot be reached: " + said, "Maybe another --engine, or --engine local.");
    }

    private static void run(JavaSparkContext spark, Cell cell, Events events) {
        events.started(cell);
        CellTask.Answer answer;
        try {
            answer = spark.parallelize(List.of(CellTask.of(cell)), 1)
                    .map(CellTask::run)
                    .first();
        } catch (Exception lost) {
            if (lost instanceof InterruptedException) {
                // The sweep has broken off: nothing is wrong with this cell.
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the sweep was interrupted", lost);
            }
            answer = new CellTask.Answer(
                    new byte[0], lost(lost), CellFailure.of(lost).trace());
        }
        if (answer.run().length == 0) {
            events.failed(cell, new CellFailure(answer.message(), answer.trace()));
        } else {
            Parcel.unpack(answer.run(), cell.folder());
            events.done(cell);
        }
    }

    static String lost(Exception lost) {
        String said = String.valueOf(lost.getMessage()).lines().findFirst().orElse("");
        return (lost instanceof SparkException
                        ? "its task was lost: "
                        : lost.getClass().getSimpleName() + ": ")
                + said;
    }
}
