package org.dynama.ama.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.config.Document;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.StoredRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one small spec of a search, in folders of their own, some of which are killed. */
abstract class SearchStudyCase {
    static final SearchStudy STUDY = new SearchStudy();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final String spec;

    SearchStudyCase(String spec) {
        this.spec = spec;
    }

    /** What a progress throws to end a run in its midst; no handler of exceptions catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @AfterEach
    void usualCheckpoints() {
        System.clearProperty("dynama.checkpoint");
    }

    Path out(String name) {
        return folder.resolve(name);
    }

    StoredRun<SearchRecord> searched(String name, Progress progress, String... overrides) throws IOException {
        return search(Files.writeString(out("small.yaml"), spec), out(name), progress, overrides);
    }

    static StoredRun<SearchRecord> search(Path spec, Path out, Progress progress, String... overrides) {
        Document document = Document.read(spec, STUDY.schema(), List.of(overrides));
        return new Runner(progress).run(Job.of(STUDY, document), out, false);
    }
}
