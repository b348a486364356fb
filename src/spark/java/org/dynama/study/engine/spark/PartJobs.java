package org.dynama.study.engine.spark;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.dynama.model.Workers;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Unreachable;
import org.dynama.study.PartsEngine;

/**
 * A job of one task for each part of some work, as many at a time as keep all cores at work. A part that is lost with its executor is
 * computed again, to the same bits; one that fails ends the work.
 */
final class PartJobs implements PartsEngine.Session {
    private final JavaSparkContext spark;
    private final String master;
    private final Broadcast<PartWork> work;

    PartJobs(JavaSparkContext spark, String master, PartWork work) {
        this.spark = spark;
        this.master = master;
        this.work = sent(work);
    }

    private <T extends Serializable> Broadcast<T> sent(T value) {
        try {
            return spark.broadcast(value);
        } catch (Exception ended) {
            throw SparkEngine.unreachable(master, ended);
        }
    }

    @Override
    public void each(byte[] shared, List<byte[]> parts, Consumer<byte[]> inOrder) {
        Broadcast<byte[]> common = sent(shared);
        int atATime = Math.max(2, spark.defaultParallelism()) + 2;
        try (Workers<JavaSparkContext> drivers = new Workers<>(() -> spark, atATime)) {
            try {
                drivers.forEach(
                        parts.size(),
                        1,
                        (driver, k, end) -> part(driver, new PartTask(work, common, parts.get(k)), k + 1),
                        inOrder);
            } finally {
                spark.sc().cancelAllJobs();
            }
        }
        common.destroy();
    }

    private static byte[] part(JavaSparkContext spark, PartTask task, int number) {
        PartTask.Answer answer;
        try {
            answer = spark.parallelize(List.of(task), 1).map(PartTask::run).first();
        } catch (Exception lost) {
            answer = PartTask.Answer.lost(SparkEngine.lost(lost));
        }
        if (answer.part().length > 0) {
            return answer.part();
        }
        if (answer.hint() != null) {
            throw new Failure(answer.sentence(), answer.hint());
        }
        throw new Unreachable(
                "Part " + number + " has failed on Spark: " + answer.sentence(),
                "Maybe more memory for executors, or --engine local.");
    }

    @Override
    public void close() {
        work.destroy();
    }
}
