package org.dynama.cli;

import java.util.function.Function;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.ama.study.RunRecord;
import org.dynama.ama.view.HtmlReport;
import org.dynama.ama.view.Summary;

/** What follows every run: the report, a summary for people, the record for programs. */
final class Finish {
    /** Of gains and utilities; rewards are of size one, and rounding a million times smaller than this. */
    private static final double TOLERANCE = 1e-9;

    private Finish() {}

    static int with(RunOptions options, RunDirectory directory, Function<Progress, RunRecord> run) {
        RunRecord record;
        if (options.quiet) {
            record = run.apply(Progress.SILENT);
        } else {
            try (ConsoleProgress progress = ConsoleProgress.start()) {
                record = run.apply(progress);
            }
        }
        HtmlReport.write(directory);
        if (!options.quiet) {
            System.err.println();
            System.err.println(Summary.text(record));
            System.err.println("Report: " + directory.report());
        }
        if (options.json) {
            System.out.print(record.toJson());
        }
        return record.audit().largestGain() > TOLERANCE || record.audit().smallestUtility() < -TOLERANCE
                ? Main.CHECK_FAILED
                : Main.DONE;
    }
}
