package org.dynama.study;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.dynama.config.Json;
import org.dynama.page.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A record with its kind and the folder that holds it.
 *
 * @param <R> the record
 */
public record StoredRun<R extends StudyRecord>(Kind<R> kind, R record, RunFolder folder) {
    /** Reads a record back from its folder. */
    static <R extends StudyRecord> StoredRun<R> read(Kind<R> kind, RunFolder folder) {
        return new StoredRun<>(kind, Json.read(folder.file(kind.file()), kind.type()), folder);
    }

    /** What the record's checks found. */
    public Soundness soundness() {
        return read(() -> kind.soundness(record));
    }

    /** The paths of the record that another run of the same may have otherwise. */
    public Set<String> notRechecked() {
        Set<String> free = new TreeSet<>(kind.notRechecked(record));
        if (folder.manifest() == null) {
            // Nothing but the record says which command made it.
            free.add("command");
        }
        return free;
    }

    /** How long the run took, as its family says it where it does. */
    String time(View view) {
        String time = view.making().get("time");
        return time != null ? time : Numbers.seconds(record.totalSeconds());
    }

    /** The record in a few lines, for a terminal. */
    public String summary() {
        return Summary.of(this);
    }

    /** The result on one line of plain ASCII. */
    public String line() {
        Headline headline = headline();
        String time = Numbers.seconds(record.totalSeconds());
        String verdict = soundness().holds() ? "" : ", a check FAILED";
        return (headline == null ? record.header().name() : headline.line()) + verdict + ", " + time;
    }

    /** The record as its file holds it. */
    public String json() {
        return Json.write(record);
    }

    /** The number to compare by; null where the record has none. */
    public @Nullable Headline headline() {
        return read(() -> kind.headline(record));
    }

    /** Its figures by name; null where it does not know one. */
    public Map<String, @Nullable Object> columns() {
        return read(() -> kind.columns(record));
    }

    /** What the page shows. */
    public View view() {
        return read(() -> kind.view(record, folder));
    }

    /** What a kind makes of the record, and of the tables beside it. */
    private <T extends @Nullable Object> T read(Supplier<T> maker) {
        return Edited.made(folder.file(kind.file()).toString(), maker);
    }
}
