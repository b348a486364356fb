package org.dynama.compare.mechanism;

import java.nio.file.Path;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.model.RandomStream;
import org.dynama.study.CellFolders;
import org.dynama.study.Describes;
import org.dynama.study.Progress;
import org.dynama.study.RunFolder;
import org.dynama.study.StoredRun;
import org.dynama.study.Study;
import org.dynama.study.StudyRecord;

/**
 * Where mechanisms are made: each study that makes one runs in a folder of its own within the comparison's, as if it had been
 * called by itself, and goes on there where it was killed.
 *
 * @param folder of the comparison
 * @param market the name of the market's file in it
 * @param isWorst whether payments are held against worst types
 * @param seeds of all streams
 * @param threads 0 for all cores
 * @param progress told how far each is
 */
public record Workshop(RunFolder folder, String market, boolean isWorst, Seeds seeds, int threads, Progress progress) {
    /**
     * Runs a study, or reads what it has left.
     *
     * @param name of its folder
     * @param keys of its spec, as YAML without braces
     */
    public <R extends StudyRecord> R run(Study<?, R> study, String name, String keys) {
        String key = study instanceof Describes describes ? describes.fileKey().replace(".file", "") : "environment";
        return run(
                study,
                name,
                key + ": {file: " + market + (isWorst && key.equals("environment") ? ", absence: worst-type" : "")
                        + "}",
                keys);
    }

    /** The same where the market's keys are others. */
    <R extends StudyRecord> R run(Study<?, R> study, String name, String world, String keys) {
        Path source = folder.file(name + ".yaml");
        String text =
                "{name: " + Json.write(name).strip() + (world.isEmpty() ? "" : ", " + world) + ", seed: " + seeds.making
                        + (study.schema().allows("threads") ? ", threads: " + threads : "")
                        + (keys.isEmpty() ? "" : ", " + keys) + "}";
        Document document = Document.parse(source.toString(), text, study.schema(), List.of());
        CellFolders folders = new CellFolders(study, false);
        Path path = folder.file(name);
        StoredRun<?> done = folders.finished(document, path);
        StoredRun<?> run = done == null ? folders.run(document, path, progress) : done;
        return study.type().cast(run.record());
    }

    /** A random stream of a mechanism's own. */
    public RandomStream stream(String name) {
        return new RandomStream(seeds.making, name);
    }

    /** A random stream for measuring a mechanism. */
    public RandomStream measuring(String name) {
        return new RandomStream(seeds.measuring, name);
    }

    /**
     * Seeds of streams.
     *
     * @param making of all that mechanisms depend on
     * @param measuring of all that they are measured by
     */
    public record Seeds(long making, long measuring) {}
}
