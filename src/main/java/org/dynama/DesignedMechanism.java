package org.dynama;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.ama.quote.QuoteRun;
import org.dynama.ama.quote.ReportedTypes;
import org.dynama.ama.study.AuditRecord;
import org.dynama.ama.study.AuditRun;
import org.dynama.ama.study.SearchRun;
import org.dynama.ama.study.SearchSpec;
import org.dynama.exact.certificate.Certificate;
import org.dynama.model.Profiles;
import org.dynama.study.Progress;
import org.dynama.study.Run;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism for a world, to quote by, to evaluate, to audit and to save. Immutable but for {@link #close}; serves many threads,
 * each of which quotes on its own, with a solver that is kept.
 *
 * <p>All methods but {@link #parameters} and {@link #environment} throw {@link org.dynama.refusal.Failure} once it is closed, and
 * {@link org.dynama.refusal.Refusal} where something is null or does not fit.
 */
public final class DesignedMechanism implements AutoCloseable {
    private final Dynama origin;
    private final SearchSpec spec;
    private final AmaParameters parameters;
    private final Pricing pricing;

    DesignedMechanism(Dynama origin, SearchSpec spec, AmaParameters parameters) {
        this.origin = origin;
        this.spec = spec;
        this.parameters = parameters;
        pricing = new Pricing(
                spec.environment(), parameters, spec.kernel(spec.keys().threads()));
    }

    /** Weights, shape {@code [n]}, and boosts, shape {@code [P]}, in {@link #environment}. */
    public AmaParameters parameters() {
        return parameters;
    }

    /** In which the mechanism chooses: the world, or its menu, an action for each entry. */
    public Environment environment() {
        return spec.environment();
    }

    /**
     * What it does with reports.
     *
     * @param types what each agent reports, shape {@code [n]}, in the world's order, each of her type's dimension; each number
     *     between -1e15 and 1e15. Types outside their distribution are priced, too
     */
    public Quote quote(double[]... types) {
        return pricing.quote(ReportRows.row(environment(), types));
    }

    /** The same with types by agent's name; nobody else may be named, and nobody left out but by {@link #quote(Map, Set)}. */
    public Quote quote(Map<String, double[]> types) {
        return pricing.quote(ReportRows.row(environment(), types));
    }

    /**
     * The same where some take no part: nobody needs them, and they get and pay nothing.
     *
     * @param types of all others, by name
     * @param absent names of those who take no part
     */
    public Quote quote(Map<String, double[]> types, Set<String> absent) {
        ReportedTypes reports = ReportRows.row(environment(), types, absent);
        return pricing.without(parameters, reports.absent()).quote(reports.profiles());
    }

    /**
     * The same for many rows at once, on all threads that the settings allow.
     *
     * @param rows shape {@code [n, d, B]}
     * @return {@code B} quotes, in order
     */
    public List<Quote> quotes(Profiles rows) {
        return pricing.quotes(ReportRows.rows(environment(), rows));
    }

    /** Why: the quote of these types in exact arithmetic, payment by payment and state by state, with its certificate. */
    public Reasons reasons(double[]... types) {
        return reasons(ReportRows.row(environment(), types));
    }

    /** The same with types by agent's name. */
    public Reasons reasons(Map<String, double[]> types) {
        return reasons(ReportRows.row(environment(), types));
    }

    /** The same where some take no part; a certificate is made where it can speak of everyone. */
    public Reasons reasons(Map<String, double[]> types, Set<String> absent) {
        return reasons(ReportRows.row(environment(), types, absent));
    }

    private Reasons reasons(Profiles row) {
        return reasons(new ReportedTypes(row, new BitSet()));
    }

    private Reasons reasons(ReportedTypes reports) {
        pricing.requireOpen();
        QuoteRun run = new QuoteRun(spec, parameters, reports);
        List<Certificate> proofs = new ArrayList<>();
        return new Reasons(
                run.one(Run.withoutFolder(Progress.SILENT), proofs::add), proofs.isEmpty() ? null : proofs.get(0));
    }

    /**
     * What it is worth on fresh profiles, next to VCG, as {@code dynama evaluate} finds it.
     *
     * @param settings as {@code evaluation.profiles=1000} (10,000 by default), {@code evaluation.solver=dp} or {@code seed=2}
     */
    public Valuation evaluate(String... settings) {
        return evaluate(Watch.silent(), settings);
    }

    /**
     * The same, watched.
     *
     * @throws org.dynama.refusal.Cancelled if the watch stops it
     */
    public Valuation evaluate(Watch watch, String... settings) {
        return valuation(watch, null, settings);
    }

    /**
     * The same on given profiles.
     *
     * @param profiles shape {@code [n, d, B]}
     */
    public Valuation evaluate(Watch watch, Profiles profiles, String... settings) {
        return valuation(watch, ReportRows.rows(environment(), profiles), settings);
    }

    private Valuation valuation(Watch watch, @Nullable Profiles profiles, String... settings) {
        SearchSpec wanted = wanted(watch, settings);
        SearchRun run = new SearchRun(wanted, Run.withoutFolder(watch.progress()));
        return Valuation.of(wanted.objective().name(), environment().agents(), run.evaluated(parameters, profiles));
    }

    /**
     * Looks for lies that pay and for truthful agents who lose, as {@code dynama audit} does; the record's
     * {@code header().soundness()} has the verdict.
     *
     * @param settings as {@code audit.profiles=500} (1000 by default), {@code audit.rounds=8} or {@code seed=2}
     */
    public AuditRecord audit(String... settings) {
        return audit(Watch.silent(), settings);
    }

    /**
     * The same, watched.
     *
     * @throws org.dynama.refusal.Cancelled if the watch stops it
     */
    public AuditRecord audit(Watch watch, String... settings) {
        List<String> given = Given.values("settings", settings);
        AuditRun.Effort effort = AuditRun.Effort.of(origin.document(SearchStudy.audited(), given));
        String[] others = given.stream()
                .filter(setting -> !setting.strip().startsWith("audit."))
                .toArray(String[]::new);
        return new AuditRun(wanted(watch, others), parameters, effort, null).run(Run.withoutFolder(watch.progress()));
    }

    private SearchSpec wanted(Watch watch, String... settings) {
        pricing.requireOpen();
        Given.value("watch", watch).requireWanted();
        SearchSpec wanted = origin.wanted(Given.values("settings", settings));
        OfferedMenu offered = spec.offered();
        return offered == null ? wanted : wanted.offering(offered);
    }

    /**
     * Saves it with its world: {@code mechanism.json}, the market's file unless it is a kind that comes along, and large tables.
     * {@link Dynama#load} and the commands of {@code dynama} read it. The folder appears whole or not at all.
     *
     * @param folder that is not there yet, or is empty
     * @throws org.dynama.refusal.Refusal if there is something in it, or the world or what is maximized has no place in a file
     */
    public void save(Path folder) {
        pricing.requireOpen();
        SavedMechanism.write(Given.value("folder", folder), spec, parameters);
    }

    /** Frees solvers and threads; quotes that were made keep their numbers. */
    @Override
    public void close() {
        pricing.close();
    }
}
