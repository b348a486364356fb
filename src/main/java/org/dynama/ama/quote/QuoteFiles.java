package org.dynama.ama.quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Json;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertificateWriter;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.study.Csv;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** Quotes as files: {@code quote.json} for one row, {@code quotes.csv} and {@code visits.npy} for many. */
public final class QuoteFiles {
    /** Policies of more numbers than this, half a GiB, are left out. */
    private static final long MOST_VISITS = 1L << 26;

    /** Between floating point and exact payments, beside their size. */
    private static final double ROUNDING = 1e-8;

    private final RunDirectory directory;
    private final Environment environment;

    public QuoteFiles(RunDirectory directory, Environment environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** A quote as one JSON document. */
    public static String json(Quote quote) {
        return Json.write(quote);
    }

    /**
     * Writes one quote, and its certificate first where it has one.
     *
     * @return the quote with the name of its certificate
     * @throws IllegalStateException if the certificate proves other payments
     */
    public Quote write(Quote quote, @Nullable Certificate certificate) {
        Quote written = quote;
        if (certificate != null) {
            requireSame(quote, certificate);
            Path proof = directory.path().resolve("certificate.json");
            directory.write(proof, CertificateWriter.text(certificate));
            written = quote.withCertificate(proof.toString());
        }
        directory.write(directory.path().resolve("quote.json"), json(written));
        return written;
    }

    /** Two routes to one number: sweeps in floating point, and exact fractions. */
    private void requireSame(Quote quote, Certificate certificate) {
        for (int i = 0; i < environment.agentCount(); i++) {
            String agent = environment.agents().get(i).name();
            double proven = certificate.payments().get(i).toDouble();
            double quoted = quote.payments().getOrDefault(agent, proven);
            if (!(Math.abs(quoted - proven) <= ROUNDING * (1 + Math.abs(proven) + Math.abs(quote.affineWelfare())))) {
                throw new IllegalStateException("payment of " + agent + " = " + quoted + " must be " + proven
                        + ", which exact arithmetic proves\nMaybe rewards or boosts of very different sizes.");
            }
        }
    }

    /**
     * What many rows come to.
     *
     * @param rows how many
     * @param outside how many have a report outside what the environment declares
     * @param welfare mean
     * @param revenue mean
     * @param smallestUtility of any agent in any row
     */
    public record Totals(int rows, int outside, double welfare, double revenue, double smallestUtility) {
        private Totals with(Quote quote) {
            double smallest = quote.utilities().values().stream()
                    .mapToDouble(utility -> utility)
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            return new Totals(
                    rows + 1,
                    outside + (quote.outsideSupport().isEmpty() ? 0 : 1),
                    welfare + quote.welfare(),
                    revenue + quote.revenue(),
                    Math.min(smallestUtility, smallest));
        }

        private Totals means() {
            return new Totals(rows, outside, welfare / rows, revenue / rows, smallestUtility);
        }

        /** The totals as one JSON document. */
        public String toJson() {
            return Json.write(this);
        }
    }

    /**
     * Quotes every row: a line of {@code quotes.csv} each, and where its policy goes in {@code visits.npy},
     * {@code [B, S, A]}.
     */
    public Totals writeAll(Quoter quoter, int rows, int threads, Progress progress) {
        int pairs = environment.mdp().pairCount();
        double[] visits = (long) rows * pairs <= MOST_VISITS ? new double[rows * pairs] : new double[0];
        Totals[] totals = {new Totals(0, 0, 0, 0, Double.POSITIVE_INFINITY)};
        Path file = directory.path().resolve("quotes.csv");
        Path aside = directory.path().resolve("quotes.csv.part");
        try {
            try (Writer out = Files.newBufferedWriter(aside)) {
                quoter.forEach(threads, chunk -> {
                    int count = chunk.rows().count();
                    for (int b = 0; b < count; b++) {
                        Quote quote = quoter.plain(chunk, b);
                        append(out, totals[0].rows(), quote);
                        totals[0] = totals[0].with(quote);
                        for (int pair = 0; pair < pairs && visits.length > 0; pair++) {
                            visits[(chunk.from() + b) * pairs + pair] =
                                    chunk.visits().get(pair * count + b);
                        }
                    }
                    progress.at("quotes", (double) (chunk.from() + count) / rows, "");
                });
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (visits.length > 0) {
            Npy.write(
                    directory.path().resolve("visits.npy"),
                    new NpyArray(
                            visits,
                            rows,
                            environment.mdp().stateCount(),
                            environment.mdp().actionCount()));
        }
        return totals[0].means();
    }

    private static void append(Writer out, int row, Quote quote) {
        List<String> heads = new ArrayList<>(List.of("row", "welfare", "affineWelfare", "designer", "revenue"));
        List<String> cells = new ArrayList<>(List.of(
                String.valueOf(row),
                String.valueOf(quote.welfare()),
                String.valueOf(quote.affineWelfare()),
                String.valueOf(quote.designer()),
                String.valueOf(quote.revenue())));
        quote.payments().forEach((agent, payment) -> {
            heads.addAll(List.of("payment." + agent, "utility." + agent, "value." + agent));
            cells.addAll(List.of(
                    String.valueOf(payment),
                    String.valueOf(quote.utilities().get(agent)),
                    String.valueOf(quote.values().get(agent))));
        });
        heads.add("outsideSupport");
        cells.add(String.join(" ", quote.outsideSupport()));
        try {
            out.write((row == 0 ? Csv.line(heads) : "") + Csv.line(cells));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
