package org.dynama.study.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Json;
import org.dynama.exact.certificate.Announcement;
import org.dynama.exact.certificate.AnnouncementReader;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertificateReader;
import org.dynama.exact.certificate.CertifiedWorld;
import org.dynama.exact.certificate.Digests;
import org.dynama.exact.certificate.ReportsReader;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.certificate.Verifier;
import org.dynama.exact.plan.PlanCertificate;
import org.dynama.exact.plan.PlanVerifier;
import org.dynama.exact.rational.Rational;
import org.dynama.exact.season.SeasonCertificate;
import org.dynama.exact.season.SeasonVerifier;
import org.dynama.exact.season.SeasonWorld;
import org.dynama.file.Digest;
import org.dynama.refusal.Refusal;
import org.dynama.study.Verification;
import org.jspecify.annotations.Nullable;

/**
 * Re-checks certificates and announcements in exact arithmetic.
 *
 * @param against the announcement that certificates must speak of; null if they may speak of any market
 * @param reports the file of reports that they must speak of; null if they may speak of any
 */
public record ProofCheck(@Nullable Path against, @Nullable Path reports) {
    /** How a file begins that is no certificate. */
    private static final String ANNOUNCEMENT = "\"dynama announcement\"";

    private static final int BEGINNING = 200;
    /** A fraction that is shown as it is. */
    private static final int LONGEST = 30;

    public ProofCheck {
        if (reports != null && against == null) {
            throw Refusal.of(
                    "--reports " + reports + " says nothing without the market that the reports were made in",
                    "Add --against ANNOUNCEMENT.");
        }
    }

    /**
     * Re-checks a file.
     *
     * @throws org.dynama.config.ConfigException if a file is malformed
     */
    Verification of(Path file) {
        if (begins(file, '"' + SeasonCertificate.FORMAT + '"')) {
            return season(file);
        }
        if (begins(file, '"' + PlanCertificate.FORMAT + '"')) {
            return plan(file);
        }
        return against == null && begins(file, ANNOUNCEMENT) ? announcement(file) : certificate(file);
    }

    private void requireNoAnnouncement(Path file, String kind, String hint) {
        if (against != null) {
            throw Refusal.of(file + " is the certificate of a " + kind + ", which no announcement speaks of", hint);
        }
    }

    private Verification plan(Path file) {
        requireNoAnnouncement(file, "plan", "Leave --against out.");
        PlanCertificate certificate = Json.read(file, PlanCertificate.class);
        Map<String, String> about = new LinkedHashMap<>();
        about.put("world", certificate.world().name());
        about.put("histories", String.valueOf(certificate.histories().size()));
        about.put("profit", shown(certificate.claims().profit()));
        about.put("welfare", shown(certificate.claims().welfare()));
        return verification(file, "certificate", about, PlanVerifier.verify(certificate));
    }

    private static String shown(Rational value) {
        String exact = value.toString();
        return exact.length() <= LONGEST ? exact : "" + value.toDouble();
    }

    private Verification season(Path file) {
        requireNoAnnouncement(
                file, "season", "Hold its world and mechanism digests against those that you know, without --against.");
        SeasonCertificate certificate = Json.read(file, SeasonCertificate.class);
        SeasonWorld world = certificate.design().world();
        Map<String, String> about = new LinkedHashMap<>();
        about.put(
                "world",
                world.name() + " (" + world.states().size() + " states, "
                        + world.agents().size() + " agents)");
        about.put("periods", String.valueOf(certificate.season().size()));
        int agents = Math.min(world.agents().size(), certificate.totals().size());
        for (int i = 0; i < agents; i++) {
            about.put(
                    world.agents().get(i).name() + " pays",
                    shown(certificate.totals().get(i)));
        }
        about.put("world digest", certificate.worldDigest());
        about.put("mechanism digest", certificate.mechanismDigest());
        return verification(file, "certificate", about, SeasonVerifier.verify(certificate));
    }

    private static boolean begins(Path file, String format) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8).contains(format);
        } catch (IOException unreadable) {
            // Reading it as a certificate says why.
            return false;
        }
    }

    private static Verification announcement(Path file) {
        Announcement announcement = AnnouncementReader.read(file);
        Verdict verdict = Verifier.verify(announcement);
        Map<String, String> about = new LinkedHashMap<>();
        about.put("environment", described(announcement.design().world()));
        putDigests(about, Digests.of(announcement.design()));
        about.put("announcement digest", Digest.of(file));
        return verification(file, "announcement", about, verdict);
    }

    private Verification certificate(Path file) {
        Certificate certificate = CertificateReader.read(file);
        Map<String, String> about = new LinkedHashMap<>();
        List<String> agents = certificate.instance().world().agents();
        about.put("environment", described(certificate.instance().world()));
        for (int i = 0; i < agents.size(); i++) {
            about.put(agents.get(i) + " pays", shown(certificate.payments().get(i)));
        }
        if (against == null) {
            Verdict verdict = Verifier.verify(certificate);
            putDigests(about, verdict.holds() ? certificate.digests() : Digests.of(certificate.instance()));
            return verification(file, "certificate", about, verdict);
        }
        putDigests(about, Digests.of(certificate.instance()));
        Announcement announcement = AnnouncementReader.read(against);
        List<List<Rational>> made = reports == null
                ? null
                : ReportsReader.read(reports, announcement.design().world().agents());
        about.put("announcement digest", Digest.of(against));
        return verification(file, "certificate", about, Verifier.verify(certificate, announcement, made));
    }

    private static String described(CertifiedWorld world) {
        return world.name() + " (" + world.states().size() + " states, "
                + world.agents().size() + " agents)";
    }

    private static void putDigests(Map<String, String> about, Digests digests) {
        about.put("environment digest", digests.environment());
        about.put("mechanism digest", digests.mechanism());
        if (!digests.reports().isEmpty()) {
            about.put("reports digest", digests.reports());
        }
    }

    private static Verification verification(Path file, String kind, Map<String, String> about, Verdict verdict) {
        return new Verification(file.toString(), kind, verdict.holds(), about, verdict.checks(), verdict.failure());
    }
}
