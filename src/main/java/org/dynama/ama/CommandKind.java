package org.dynama.ama;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import org.dynama.study.Headline;
import org.dynama.study.Job;
import org.dynama.study.Kind;
import org.dynama.study.RunFolder;
import org.dynama.study.StudyRecord;
import org.dynama.study.View;
import org.jspecify.annotations.Nullable;

/**
 * Records that a command on a stored mechanism leaves; none has a number to be compared by.
 *
 * @param name of the command
 * @param type of its records
 * @param file that holds one
 * @param mark a key that only these records have
 * @param views what a record shows
 * @param words the command that makes a folder's record again
 * @param jobs the same as a job
 */
record CommandKind<R extends StudyRecord>(
        String name,
        Class<R> type,
        String file,
        String mark,
        Function<R, View> views,
        Function<RunFolder, String> words,
        Function<RunFolder, Job<R>> jobs)
        implements Kind<R> {

    @Override
    public boolean owns(JsonNode record) {
        return record.has(mark);
    }

    @Override
    public @Nullable Headline headline(R record) {
        return null;
    }

    @Override
    public Map<String, @Nullable Object> columns(R record) {
        return Map.of();
    }

    @Override
    public View view(R record, RunFolder folder) {
        return views.apply(record);
    }

    @Override
    public String again(R record, RunFolder folder) {
        return words.apply(folder);
    }

    @Override
    public Job<R> job(RunFolder folder) {
        return jobs.apply(folder);
    }
}
