package org.dynama.ama.quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.study.SearchSpec;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertificateWriter;
import org.dynama.exact.certificate.Verifier;
import org.dynama.file.WholeFile;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.page.Numbers;
import org.dynama.study.Csv;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.study.Soundness;
import org.dynama.world.Environment;

/** A stored mechanism on real reports. */
public final class QuoteRun {
    /** What a spec of a quote may hold besides a search's keys. */
    public static final String KEYS = "/org/dynama/ama/study/quote.schema.json";

    private static final String CERTIFICATE = "certificate.json";

    /** Policies of more numbers than this, half a GiB, are left out. */
    private static final long MOST_VISITS = 1L << 26;

    private static final String PROOF = "payments beside their proof";

    private final SearchSpec spec;
    private final Environment environment;
    private final ReportedTypes reports;
    private final Quoter quoter;

    public QuoteRun(StoredMechanism stored, ReportedTypes reports) {
        spec = stored.spec();
        environment = spec.environment();
        this.reports = reports;
        quoter = new Quoter(environment, stored.parameters(), reports);
    }

    /** Quotes the first row, and writes {@code certificate.json} where there can be one. */
    public QuoteRecord one(Run run) {
        Certificate certificate = quoter.certificate();
        Quoter.Row row = quoter.quote();
        Soundness.Check proof;
        String file = null;
        if (certificate == null) {
            proof = Soundness.untested(
                    PROOF,
                    reports.absent().isEmpty()
                            ? "The world is too large for exact arithmetic."
                            : "Agents are absent, and certificates speak of everyone.");
        } else {
            run.folder().write(CERTIFICATE, CertificateWriter.text(certificate));
            file = run.folder().file(CERTIFICATE).toString();
            proof = proof(row, certificate);
        }
        return new QuoteRecord(
                header(proof),
                row.reported(),
                row.sums(),
                row.accounts(),
                new QuoteRecord.Reasons(row.policy(), row.marginal(), file),
                run.seconds());
    }

    private Header header(Soundness.Check check) {
        return Header.of("quote", spec.keys().name(), spec.keys().seed(), new Soundness(List.of(check)));
    }

    /** Payments are those of the certificate, which is checked without the code that made it. */
    private Soundness.Check proof(Quoter.Row row, Certificate certificate) {
        String failure = Verifier.verify(certificate).failure();
        double farthest = failure.isEmpty() ? 0 : Double.NaN;
        for (int i = 0; i < environment.agentCount(); i++) {
            String agent = environment.agents().get(i).name();
            double proven = certificate.payments().get(i).toDouble();
            double off = Math.abs(row.accounts().payments().getOrDefault(agent, proven) - proven);
            farthest = off <= farthest ? farthest : off;
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
     * {@code [B, S, A]}.
     */
    public RowsRecord all(Run run) {
        int rows = reports.profiles().count();
        int pairs = environment.mdp().pairCount();
        double[] visits = (long) rows * pairs <= MOST_VISITS ? new double[rows * pairs] : new double[0];
        RowsRecord.Totals[] totals = {RowsRecord.Totals.NONE};
        WholeFile.writeLines(
                run.folder().note("quotes.csv"),
                out -> quoter.forEach(spec.keys().threads(), chunk -> {
                    int count = chunk.rows().count();
                    for (int b = 0; b < count; b++) {
                        Quoter.Row row = quoter.row(chunk, b);
                        append(out, totals[0].rows(), row);
                        totals[0] = totals[0].with(row);
                        for (int pair = 0; pair < pairs && visits.length > 0; pair++) {
                            visits[(chunk.from() + b) * pairs + pair] =
                                    chunk.visits().get(pair * count + b);
                        }
                    }
                    run.at("quotes", (double) (chunk.from() + count) / rows, "");
                }));
        if (visits.length > 0) {
            NpyArray array = new NpyArray(
                    visits,
                    rows,
                    environment.mdp().stateCount(),
                    environment.mdp().actionCount());
            Npy.write(run.folder().note("visits.npy"), array);
        }
        Soundness.Check untested = Soundness.untested(PROOF, "Certificates are made for single rows.");
        return new RowsRecord(header(untested), environment.name(), totals[0].means(), run.seconds());
    }

    private static void append(Writer out, int number, Quoter.Row row) {
        List<String> heads = new ArrayList<>(List.of("row", "welfare", "affineWelfare", "designer", "revenue"));
        QuoteRecord.Sums sums = row.sums();
        List<Object> cells =
                new ArrayList<>(List.of(number, sums.welfare(), sums.affineWelfare(), sums.designer(), sums.revenue()));
        row.accounts().payments().forEach((agent, payment) -> {
            heads.addAll(List.of("payment." + agent, "utility." + agent, "value." + agent));
            cells.add(payment);
            cells.add(row.accounts().utilities().get(agent));
            cells.add(row.accounts().values().get(agent));
        });
        heads.add("outsideSupport");
        cells.add(String.join(" ", row.reported().outsideSupport()));
        try {
            out.write(number == 0 ? Csv.line(heads) : "");
            out.write(Csv.line(cells.stream().map(String::valueOf).toList()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
