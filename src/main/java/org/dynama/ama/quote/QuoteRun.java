package org.dynama.ama.quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.mechanism.Settling;
import org.dynama.ama.menu.FeatureBound;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.OfferedMenu;
import org.dynama.ama.menu.PolicyVisits;
import org.dynama.ama.study.Promises;
import org.dynama.ama.study.SearchSpec;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertificateWriter;
import org.dynama.exact.certificate.Verifier;
import org.dynama.file.WholeFile;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.page.Numbers;
import org.dynama.study.Csv;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.study.Soundness;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** A stored mechanism on real reports. */
public final class QuoteRun {
    private static final String CERTIFICATE = "certificate.json";

    /** Policies of more numbers than this, half a GiB, are left out. */
    private static final long MOST_VISITS = 1L << 26;

    private static final String PROOF = "payments beside their proof";

    private final SearchSpec spec;
    private final Environment environment;
    private final ReportedTypes reports;
    private final boolean small;
    private final Quoter quoter;

    public QuoteRun(SearchSpec spec, AmaParameters parameters, ReportedTypes reports) {
        this.spec = spec;
        environment = spec.environment();
        this.reports = reports;
        small = SettledMechanism.isSmall(environment);
        quoter = new Quoter(environment, parameters, reports, !spec.isApproximate());
    }

    /** Quotes the first row, and writes {@code certificate.json} where there can be one. */
    public QuoteRecord one(Run run) {
        return one(run, proof -> run.folder().write(CERTIFICATE, CertificateWriter.text(proof)));
    }

    /**
     * Quotes the first row.
     *
     * @param proofs handed the certificate where there can be one
     */
    public QuoteRecord one(Run run, Consumer<Certificate> proofs) {
        Quoter.Quote quote = quoter.first();
        Certificate proof = quote.proof();
        String file = null;
        Soundness.Check check = small
                ? Soundness.untested(PROOF, "Agents are absent, and certificates speak of everyone.")
                : settled(quote.settling());
        if (proof != null) {
            proofs.accept(proof);
            file = CERTIFICATE;
            check = check(quote.answer(), proof);
        }
        OfferedMenu offered = spec.offered();
        FeatureBound estimate = offered == null ? null : offered.bound();
        if (estimate != null) {
            check = Soundness.untested(PROOF, "Features are estimates, of which nothing can be proven.");
        }
        String entry = offered == null ? null : quote.policy().get(0).action();
        return new QuoteRecord(
                header(check),
                quote.answer(),
                offered == null ? quote.policy() : followed(offered, entry),
                entry,
                quote.marginal(),
                quote.ties(),
                file,
                estimate,
                run.seconds());
    }

    /** What an entry of a menu does in the states of its world. */
    private static List<QuoteRecord.Step> followed(OfferedMenu offered, @Nullable String entry) {
        Mdp mdp = offered.world().mdp();
        Menu menu = offered.menu().alone(offered.menu().names().indexOf(entry));
        PolicyVisits visits = PolicyVisits.of(mdp, menu);
        return IntStream.range(0, menu.pairCount())
                .mapToObj(m -> new QuoteRecord.Step(
                        mdp.states().get(mdp.stateOf(menu.pair(m))),
                        mdp.actions().get(mdp.actionOf(menu.pair(m))),
                        menu.probability(m),
                        visits.visits(m)))
                .toList();
    }

    private Soundness.Check settled(Settling settling) {
        return Promises.in(environment).settling(settling, settling.unsettled(environment));
    }

    private Header header(Soundness.Check check) {
        return Header.of("quote", spec.keys().name(), spec.keys().seed(), new Soundness(List.of(check)));
    }

    /** Payments are those of the certificate, which is checked without the code that made it. */
    private Soundness.Check check(QuoteRecord.Answer answer, Certificate proof) {
        String failure = Verifier.verify(proof).failure();
        double farthest = failure.isEmpty() ? 0 : Double.NaN;
        for (int i = 0; i < environment.agentCount(); i++) {
            double proven = proof.payments().get(i).toDouble();
            double given =
                    answer.payments().getOrDefault(environment.agents().get(i).name(), proven);
            farthest = Math.abs(given - proven) <= farthest ? farthest : Math.abs(given - proven);
        }
        return Soundness.atMost(
                PROOF,
                farthest,
                0,
                1,
                "Payments are what " + CERTIFICATE + " proves in exact arithmetic.",
                failure.isEmpty()
                        ? "A payment is off by " + Numbers.scientific(farthest) + " from what exact arithmetic proves."
                        : CERTIFICATE + " does not hold: " + failure + ".");
    }

    /**
     * Quotes every row: a line of {@code quotes.csv} each, and where its policy goes in {@code visits.npy},
     * {@code [B, S, A]}, or {@code [B, P]} where a state lacks an action; in the long run the way there in {@code passages.npy},
     * of the same shape.
     */
    public RowsRecord all(Run run) {
        int rows = reports.profiles().count();
        boolean isLong = environment.mdp().horizon() instanceof Horizon.AverageReward;
        RowVisits visits = new RowVisits(environment.mdp(), rows, MOST_VISITS);
        RowVisits passages = new RowVisits(environment.mdp(), rows, isLong ? MOST_VISITS : 0);
        RowsRecord.Totals[] totals = {RowsRecord.Totals.NONE};
        Settling[] settling = {Settling.none(environment.agentCount())};
        WholeFile.writeLines(
                run.folder().note("quotes.csv"),
                out -> quoter.forEach(spec.keys().threads(), chunk -> {
                    int count = chunk.rows().count();
                    settling[0] = settling[0].with(chunk.outcome());
                    visits.take(chunk.from(), chunk.visits());
                    passages.take(chunk.from(), chunk.passages());
                    for (int b = 0; b < count; b++) {
                        QuoteRecord.Answer answer = quoter.answer(chunk, b);
                        append(out, totals[0].rows(), answer);
                        totals[0] = totals[0].with(answer);
                    }
                    run.at("quotes", (double) (chunk.from() + count) / rows, "");
                }));
        if (visits.isKept()) {
            visits.write(run.folder().note("visits.npy"));
        }
        if (passages.isKept()) {
            passages.write(run.folder().note("passages.npy"));
        }
        return new RowsRecord(header(settled(settling[0])), environment.name(), totals[0].means(), run.seconds());
    }

    /** Rows of a world that is too large for exact arithmetic say how far each payment may be off. */
    private void append(Writer out, int number, QuoteRecord.Answer answer) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("row", number);
        row.put("welfare", answer.welfare());
        row.put("affineWelfare", answer.affineWelfare());
        row.put("designer", answer.designer());
        row.put("revenue", answer.revenue());
        answer.payments().forEach((agent, payment) -> {
            row.put("payment." + agent, payment);
            if (!small) {
                row.put("unsettled." + agent, answer.unsettled().getOrDefault(agent, 0.0));
            }
            row.put("utility." + agent, answer.utilities().get(agent));
            row.put("value." + agent, answer.values().get(agent));
        });
        row.put("outsideSupport", String.join(" ", answer.outsideSupport()));
        try {
            out.write(number == 0 ? Csv.line(List.copyOf(row.keySet())) : "");
            out.write(Csv.line(row.values().stream().map(String::valueOf).toList()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
