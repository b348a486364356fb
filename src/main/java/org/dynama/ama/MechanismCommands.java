package org.dynama.ama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dynama.ama.inspection.AuditRecord;
import org.dynama.ama.inspection.AuditRun;
import org.dynama.ama.quote.QuoteRecord;
import org.dynama.ama.quote.QuoteRun;
import org.dynama.ama.quote.ReportedTypes;
import org.dynama.ama.quote.RowsRecord;
import org.dynama.ama.study.MechanismFile;
import org.dynama.ama.study.SearchRecord;
import org.dynama.ama.study.SearchRun;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.ama.table.ProfileTable;
import org.dynama.ama.view.AuditView;
import org.dynama.ama.view.QuoteView;
import org.dynama.config.Schema;
import org.dynama.model.Profiles;
import org.dynama.study.Audits;
import org.dynama.study.Input;
import org.dynama.study.Job;
import org.dynama.study.Kind;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Shell;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/** What can be done with a stored mechanism: each command is a job of the search's study. */
final class MechanismCommands {
    private static final String REPORTS = "reports";

    private final SearchStudy study;

    MechanismCommands(SearchStudy study) {
        this.study = study;
    }

    private static Schema audited() {
        return Schema.resource(SearchStudy.KEYS, AuditRun.KEYS);
    }

    private static Schema quoted() {
        return Schema.resource(SearchStudy.KEYS, QuoteRun.KEYS);
    }

    private <R extends StudyRecord> Job<R> job(
            Kind<R> kind, String command, StoredMechanism stored, @Nullable Input table, Function<Run, R> body) {
        List<Input> inputs = new ArrayList<>(stored.inputs());
        if (table != null) {
            inputs.add(table);
        }
        return new Job<>(kind, study, command, stored.document(), inputs, body);
    }

    private static @Nullable Input profiles(@Nullable Path file) {
        return file == null ? null : new Input("", file, StoredMechanism.PROFILES);
    }

    private static @Nullable Profiles read(@Nullable Path file, StoredMechanism stored) {
        return file == null ? null : ProfileTable.read(file, stored.spec().environment());
    }

    /** @param saved where the profiles go that were used; null for nowhere */
    Job<SearchRecord> evaluation(
            Path mechanism, @Nullable Path profiles, List<String> overrides, @Nullable Path saved) {
        StoredMechanism stored = StoredMechanism.read(mechanism, study.schema(), "evaluate", overrides);
        Profiles given = read(profiles, stored);
        return job(study, "evaluate", stored, profiles(profiles), run -> {
            Profiles used = given != null ? given : SearchRun.drawn(stored.spec());
            if (saved != null) {
                ProfileTable.write(saved, used);
            }
            return new SearchRun(stored.spec(), run).evaluate(stored.parameters(), used);
        });
    }

    Job<AuditRecord> audit(Path mechanism, Audits.Effort effort, List<String> overrides) {
        List<String> all = new ArrayList<>(overrides);
        String profiles = effort.profiles();
        boolean given = profiles != null && !profiles.matches("-?\\d+");
        if (profiles != null && !given) {
            all.add("audit.profiles=" + profiles);
        }
        if (effort.rounds() != null) {
            all.add("audit.rounds=" + effort.rounds());
        }
        StoredMechanism stored = StoredMechanism.read(mechanism, audited(), "audit", all);
        return audit(stored, given ? Path.of(profiles) : null);
    }

    private Job<AuditRecord> audit(StoredMechanism stored, @Nullable Path profiles) {
        AuditRun audit = new AuditRun(stored, read(profiles, stored));
        return job(audits(), "audit", stored, profiles(profiles), audit::run);
    }

    CommandKind<AuditRecord> audits() {
        return new CommandKind<>(
                "audit",
                AuditRecord.class,
                "result.json",
                "lie",
                AuditView::of,
                folder -> {
                    var spec = StoredMechanism.in(folder, audited()).document();
                    return "scripts/dynama audit " + Shell.quoted(folder.file(MechanismFile.NAME)) + " --profiles "
                            + (given(folder) == null
                                    ? spec.text("audit.profiles")
                                    : Shell.quoted(folder.file(StoredMechanism.PROFILES)))
                            + " --rounds " + spec.text("audit.rounds") + " --seed " + spec.text("seed");
                },
                folder -> audit(StoredMechanism.in(folder, audited()), given(folder)));
    }

    private static @Nullable Path given(RunFolder folder) {
        return folder.has(StoredMechanism.PROFILES) ? folder.file(StoredMechanism.PROFILES) : null;
    }

    Job<?> quote(Path mechanism, Path reports, List<String> absent, List<String> overrides) {
        var names = JsonNodeFactory.instance.arrayNode();
        absent.forEach(names::add);
        List<String> all = new ArrayList<>(overrides);
        all.add("absent=" + names);
        StoredMechanism stored = StoredMechanism.read(mechanism, quoted(), "quote", all);
        ReportedTypes rows = ReportedTypes.read(reports, stored.spec().environment(), absent);
        return rows.profiles().count() == 1 ? one(stored, reports, rows) : many(stored, reports, rows);
    }

    private Job<QuoteRecord> one(StoredMechanism stored, Path reports, ReportedTypes rows) {
        return job(quotes(), "quote", stored, input(reports), run -> new QuoteRun(stored, rows).one(run));
    }

    private Job<RowsRecord> many(StoredMechanism stored, Path reports, ReportedTypes rows) {
        return job(rows(), "quote", stored, input(reports), run -> new QuoteRun(stored, rows).all(run));
    }

    private static Input input(Path reports) {
        return new Input("", reports, REPORTS + (reports.toString().endsWith(".npy") ? ".npy" : ".json"));
    }

    CommandKind<QuoteRecord> quotes() {
        return new CommandKind<>(
                "quote",
                QuoteRecord.class,
                "quote.json",
                "policy",
                QuoteView::of,
                MechanismCommands::quoteWords,
                folder -> {
                    StoredMechanism stored = StoredMechanism.in(folder, quoted());
                    return one(stored, reports(folder), reported(folder, stored));
                });
    }

    CommandKind<RowsRecord> rows() {
        return new CommandKind<>(
                "quote",
                RowsRecord.class,
                "quote.json",
                "rows",
                QuoteView::of,
                MechanismCommands::quoteWords,
                folder -> {
                    StoredMechanism stored = StoredMechanism.in(folder, quoted());
                    return many(stored, reports(folder), reported(folder, stored));
                });
    }

    private static Path reports(RunFolder folder) {
        return folder.file(REPORTS + (folder.has(REPORTS + ".npy") ? ".npy" : ".json"));
    }

    private static List<String> absent(StoredMechanism stored) {
        return stored.document()
                .node()
                .path("absent")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static ReportedTypes reported(RunFolder folder, StoredMechanism stored) {
        return ReportedTypes.read(reports(folder), stored.spec().environment(), absent(stored));
    }

    private static String quoteWords(RunFolder folder) {
        StringBuilder words = new StringBuilder("scripts/dynama quote " + Shell.quoted(folder.file(MechanismFile.NAME))
                + " --reports " + Shell.quoted(reports(folder)));
        absent(StoredMechanism.in(folder, quoted()))
                .forEach(name -> words.append(" --absent ").append(Shell.quoted(Path.of(name))));
        return words.toString();
    }
}
