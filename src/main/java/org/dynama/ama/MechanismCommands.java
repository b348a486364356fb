package org.dynama.ama;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.quote.QuoteRecord;
import org.dynama.ama.quote.QuoteRun;
import org.dynama.ama.quote.ReportedTypes;
import org.dynama.ama.quote.RowsRecord;
import org.dynama.ama.study.AuditRecord;
import org.dynama.ama.study.AuditRun;
import org.dynama.ama.study.ProfileTable;
import org.dynama.ama.study.SearchRecord;
import org.dynama.ama.study.SearchRun;
import org.dynama.ama.study.SearchSpec;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.ama.view.AuditView;
import org.dynama.ama.view.QuoteView;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.exact.certificate.Announcement;
import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;
import org.dynama.study.Announces;
import org.dynama.study.Audits;
import org.dynama.study.Input;
import org.dynama.study.Job;
import org.dynama.study.Kind;
import org.dynama.study.Manifest;
import org.dynama.study.Quotes;
import org.dynama.study.Run;
import org.dynama.study.RunFolder;
import org.dynama.study.Study;
import org.dynama.study.StudyRecord;
import org.dynama.study.View;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** What the search's study can do with a stored mechanism: each command is one of its jobs. */
abstract class MechanismCommands implements Study<SearchSpec, SearchRecord>, Announces, Audits, Quotes {
    private final Kind<AuditRecord> audits = new CommandKind<>(
            "audit", AuditRecord.class, "result.json", "lie", (record, folder) -> AuditView.of(record), this::audit);
    private final Kind<QuoteRecord> quotes =
            new CommandKind<>("quote", QuoteRecord.class, "quote.json", "policy", QuoteView::of, this::quote);
    private final Kind<RowsRecord> rows = new CommandKind<>(
            "quote", RowsRecord.class, "quote.json", "rows", (record, folder) -> QuoteView.of(record), this::quote);

    /** Searches and evaluations leave the study's own record. */
    @Override
    public List<Kind<?>> kinds() {
        return List.of(this, audits, quotes, rows);
    }

    @Override
    public boolean stores(JsonNode mechanism) {
        // One may be missing from a file that was written by hand.
        return mechanism.has("weights") || mechanism.has("boosts");
    }

    /**
     * A job that reads a mechanism.
     *
     * @param table what it reads besides; null for nothing
     * @param copy the table's name in the run's folder
     */
    private <R extends StudyRecord> Job<R> job(
            Kind<R> kind,
            String command,
            StoredMechanism stored,
            @Nullable Path table,
            String copy,
            Function<Run, R> body) {
        List<Input> inputs = new ArrayList<>(stored.inputs());
        if (table != null) {
            inputs.add(new Input("", table, copy));
        }
        return new Job<>(kind, this, command, stored.document(), inputs, body);
    }

    private static @Nullable Profiles read(@Nullable Path file, StoredMechanism stored) {
        return file == null ? null : ProfileTable.read(file, stored.spec().environment());
    }

    @Override
    public Job<?> evaluation(Path mechanism, @Nullable Path profiles, List<String> overrides) {
        return evaluation(mechanism, profiles, overrides, used -> {});
    }

    @Override
    public Job<?> evaluation(Path mechanism, @Nullable Path profiles, List<String> overrides, Path saved) {
        return evaluation(mechanism, profiles, overrides, used -> ProfileTable.write(saved, used.get()));
    }

    private Job<?> evaluation(
            Path mechanism, @Nullable Path profiles, List<String> overrides, Consumer<Supplier<Profiles>> saving) {
        StoredMechanism stored =
                StoredMechanism.read(mechanism, schema(), "evaluate", overrides).checked(mechanism);
        Profiles given = read(profiles, stored);
        return job(this, "evaluate", stored, profiles, StoredMechanism.PROFILES, run -> {
            saving.accept(() -> given != null ? given : SearchRun.drawn(stored.spec()));
            return new SearchRun(stored.spec(), run).evaluate("evaluate", stored.parameters(), given);
        });
    }

    /** Whatever command left a record, the mechanism in its folder is evaluated again; the search is not repeated. */
    @Override
    public Job<SearchRecord> recomputation(RunFolder folder) {
        StoredMechanism stored = StoredMechanism.judged(folder, schema());
        Path table = folder.file(StoredMechanism.PROFILES);
        Path given = Files.isRegularFile(table) ? table : null;
        Profiles profiles = read(given, stored);
        Manifest manifest = folder.manifest();
        String command = manifest != null
                ? manifest.command()
                : Json.read(folder.file(file()), JsonNode.class).path("command").asText();
        return job(
                this,
                command,
                stored,
                given,
                StoredMechanism.PROFILES,
                run -> new SearchRun(stored.spec(), run).evaluate(command, stored.parameters(), profiles));
    }

    /** What solved a search or a batch depends on the machine, not the numbers. */
    @Override
    public Set<String> notRechecked() {
        return Set.of("seconds", "versions", "device", "solver");
    }

    @Override
    public Job<?> audit(Path mechanism, Effort effort, List<String> overrides) {
        if (effort.tolerance() != null) {
            throw Refusal.of(
                    "--tolerance is for learned mechanisms: an affine maximizer is held to rounding",
                    "Maybe leave it out.");
        }
        List<String> all = new ArrayList<>(overrides);
        String profiles = effort.profiles();
        boolean given = profiles != null && !profiles.matches("-?\\d+");
        if (profiles != null && !given) {
            all.add("audit.profiles=" + profiles);
        }
        if (effort.rounds() != null) {
            all.add("audit.rounds=" + effort.rounds());
        }
        StoredMechanism stored =
                StoredMechanism.read(mechanism, audited(), "audit", all).exact("dynama audit");
        stored.checked(mechanism);
        return audit(stored, given ? Path.of(profiles) : null);
    }

    private Job<?> audit(RunFolder folder) {
        Path given = folder.file(StoredMechanism.PROFILES);
        return audit(StoredMechanism.in(folder, audited()), Files.isRegularFile(given) ? given : null);
    }

    private Job<?> audit(StoredMechanism stored, @Nullable Path profiles) {
        AuditRun audit = new AuditRun(
                stored.spec(), stored.parameters(), AuditRun.Effort.of(stored.document()), read(profiles, stored));
        return job(audits, "audit", stored, profiles, StoredMechanism.PROFILES, audit::run);
    }

    /** A spec's schema with the keys of audits. */
    public static Schema audited() {
        return Schema.resource(SearchStudy.KEYS, "/org/dynama/ama/study/audit.schema.json");
    }

    @Override
    public Job<?> quote(Path mechanism, Path reports, List<String> absent, List<String> overrides) {
        List<String> all = new ArrayList<>(overrides);
        all.add("absent=" + Json.MAPPER.valueToTree(absent));
        return quote(StoredMechanism.read(mechanism, quoted(), "quote", all), reports);
    }

    private Job<?> quote(RunFolder folder) {
        String reports = folder.has("reports.npy") ? "reports.npy" : "reports.json";
        return quote(StoredMechanism.in(folder, quoted()), folder.file(reports));
    }

    /** One row has a quote with all its reasons, many have a table. */
    private Job<?> quote(StoredMechanism stored, Path reports) {
        Document spec = stored.document();
        List<String> absent = spec.entries("absent").stream().map(spec::text).toList();
        ReportedTypes reported = ReportedTypes.read(reports, stored.spec().environment(), absent);
        QuoteRun run = new QuoteRun(stored.spec(), stored.parameters(), reported);
        String copy = reports.toString().endsWith(".npy") ? "reports.npy" : "reports.json";
        return reported.profiles().count() == 1
                ? job(quotes, "quote", stored, reports, copy, run::one)
                : job(rows, "quote", stored, reports, copy, run::all);
    }

    private static Schema quoted() {
        return Schema.resource(SearchStudy.KEYS, "/org/dynama/ama/study/quote.schema.json");
    }

    @Override
    public Announced announced(Path mechanism) {
        StoredMechanism stored =
                StoredMechanism.read(mechanism, schema(), "announce", List.of()).exact("dynama announce");
        stored.checked(mechanism);
        Environment environment = stored.spec().environment();
        if (!SettledMechanism.isSmall(environment)) {
            throw Refusal.of(
                    mechanism + " can have no certificates, and nothing could be held against an announcement: "
                            + SettledMechanism.whyNot(environment),
                    "Maybe publish the mechanism's own files.");
        }
        String doubt = mechanism + " has no digest of its environment, as earlier versions wrote none: see that "
                + "environment.json beside it is the one that it was searched for";
        boolean isDoubtful = !stored.isBound() && stored.spec().world().file() != null;
        return new Announced(
                Announcement.of(new Certification(environment, stored.parameters()).design()),
                isDoubtful ? List.of(doubt) : List.of());
    }

    /**
     * Records that a command on a stored mechanism leaves; none has a number to be compared by.
     *
     * @param file that holds one
     * @param mark a key that only these records have
     * @param jobs what makes a folder's record again
     */
    private record CommandKind<R extends StudyRecord>(
            String name,
            Class<R> type,
            String file,
            String mark,
            BiFunction<R, RunFolder, View> views,
            Function<RunFolder, Job<?>> jobs)
            implements Kind<R> {

        @Override
        public boolean owns(JsonNode record) {
            return record.has(mark);
        }

        @Override
        public View view(R record, RunFolder folder) {
            return views.apply(record, folder);
        }

        @Override
        @SuppressWarnings("unchecked") // a folder of this kind has a job of this kind
        public Job<R> job(RunFolder folder) {
            return (Job<R>) jobs.apply(folder);
        }
    }
}
