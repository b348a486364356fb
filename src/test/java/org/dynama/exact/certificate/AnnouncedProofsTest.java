package org.dynama.exact.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.config.ConfigException;
import org.dynama.exact.rational.Rational;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates of random markets and forgeries of them, each held against what was announced and reported, by {@link Verifier}
 * and by a second implementation in Python that shares nothing with it but the formats.
 */
class AnnouncedProofsTest {
    private static final Path SECOND = Path.of("src/test/python/verify.py");
    private static final Pattern OTHER = Pattern.compile(
            "the proof is one of .+: digest of the (\\w+) = \\w{64} must be \\w{64}, and .+ (must .+|is missing)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A certificate's file, what it is held against, and what is right to say of it. */
    private record Case(String kind, Path certificate, Path announcement, Path reports, String verdict) {}

    /** One certificate of each market, and forgeries of them, as many of each kind. */
    private List<Case> cases(int markets, int each) throws IOException {
        List<Certificate> certificates = RandomMarkets.certified(markets);
        List<Case> cases = new ArrayList<>();
        for (int k = 0; k < markets; k++) {
            Instance instance = certificates.get(k).instance();
            cases.add(new Case(
                    "honest",
                    written("certificate-" + k, CertificateWriter.text(certificates.get(k))),
                    written("announcement-" + k, AnnouncementWriter.text(Announcement.of(instance.design()))),
                    written("reports-" + k, reports(instance)),
                    "holds"));
        }
        for (Forgery kind : Forgery.all()) {
            int found = 0;
            for (int k = 0; k < markets && found < each; k++) {
                String text = kind.of(certificates.get(k), new Random(k));
                if (text != null) {
                    Case of = cases.get(k);
                    Path forged = written("forged-" + cases.size(), text);
                    cases.add(new Case(kind.name(), forged, of.announcement, of.reports, kind.verdict()));
                    found++;
                }
            }
        }
        return cases;
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), text);
    }

    private static String reports(Instance instance) throws IOException {
        Map<String, List<BigDecimal>> reports = new LinkedHashMap<>();
        for (int i = 0; i < instance.reports().size(); i++) {
            List<BigDecimal> report = instance.reports().get(i).stream()
                    .map(x -> new BigDecimal(x.numerator()).divide(new BigDecimal(x.denominator())))
                    .toList();
            reports.put(instance.world().agents().get(i), report);
        }
        return new ObjectMapper().writeValueAsString(reports);
    }

    /** What Java says: the digest that differs is named with where, and with the first thing that does. */
    private static String verdict(Case one) {
        try {
            Announcement announcement = AnnouncementReader.read(one.announcement);
            List<List<Rational>> reports = ReportsReader.read(
                    one.reports, announcement.design().world().agents());
            Verdict verdict = Verifier.verify(CertificateReader.read(one.certificate), announcement, reports);
            Matcher other = OTHER.matcher(verdict.failure());
            return verdict.holds() ? "holds" : other.matches() ? other.group(1) : "proof";
        } catch (ConfigException malformed) {
            return "malformed";
        }
    }

    /** What Python says of all, in one process. */
    private List<String> second(List<Case> cases) throws IOException, InterruptedException {
        List<String> lines = cases.stream()
                .map(one -> one.certificate + "\t" + one.announcement + "\t" + one.reports)
                .toList();
        Path input = Files.write(folder.resolve("input"), lines);
        Path output = folder.resolve("output");
        Process python = new ProcessBuilder("python3", SECOND.toString())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(python.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readAllLines(output).stream()
                .map(line -> line.split(":", 2)[0])
                .toList();
    }

    private void checkForgeries(List<Case> cases) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (Case one : cases) {
            counts.computeIfAbsent(one.kind, kind -> new TreeMap<>()).merge(verdict(one), 1, Integer::sum);
        }
        System.out.println("verdicts on certificates, by kind of forgery:");
        counts.forEach((kind, verdicts) -> System.out.println("  " + kind + ": " + verdicts));
        assertThat(counts).hasSize(1 + Forgery.all().size());
        cases.forEach(one -> assertThat(counts.get(one.kind)).as(one.kind).containsOnlyKeys(one.verdict));
    }

    private void checkSecond(List<Case> cases) throws IOException, InterruptedException {
        assumeTrue(hasPython(), "python3 is missing, so that the second implementation cannot run");
        List<String> said = second(cases);
        assertThat(said).hasSameSizeAs(cases);
        for (int k = 0; k < said.size(); k++) {
            assertThat(said.get(k)).as(cases.get(k).toString()).isEqualTo(cases.get(k).verdict);
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Honest proofs hold, and no forgery passes. */
    @Test
    void noForgeryPasses() throws IOException {
        checkForgeries(cases(60, 3));
    }

    @Tag("slow")
    @Test
    void noneOfAThousandForgeriesPasses() throws IOException {
        List<Case> cases = cases(200, 25);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(200 + 1_000);
        checkForgeries(cases);
    }

    @Test
    void theSecondImplementationAgrees() throws Exception {
        checkSecond(cases(60, 3));
    }

    @Tag("slow")
    @Test
    void theSecondImplementationAgreesOnAThousandForgeries() throws Exception {
        checkSecond(cases(200, 25));
    }
}
