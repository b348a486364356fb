package org.dynama.ama.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertificateReader;
import org.dynama.exact.certificate.CertifiedWorld;
import org.dynama.exact.certificate.Digests;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.certificate.Verifier;
import org.dynama.study.Progress;

/**
 * What became of one file that was re-checked.
 *
 * @param file as the user named it
 * @param kind {@code certificate} or {@code run}
 * @param holds whether everything does
 * @param about what the file speaks of: names, digests, payments
 * @param checks what was found to hold, in order
 * @param failure the first thing that does not hold; empty if everything does
 */
public record Verification(
        String file, String kind, boolean holds, Map<String, String> about, List<String> checks, String failure) {

    /**
     * Re-checks a certificate, or the folder or {@code result.json} of a run.
     *
     * @param profiles of a run that are solved in exact arithmetic
     * @throws org.dynama.config.ConfigException if a certificate is malformed
     * @throws org.dynama.study.InvalidRunException if a run's file is missing or damaged
     */
    public static Verification of(Path file, int profiles, Progress progress) {
        if (Files.isDirectory(file)) {
            return RecordCheck.of(file, file.toString(), profiles, progress);
        }
        if (file.endsWith("result.json")) {
            return RecordCheck.of(file.toAbsolutePath().resolveSibling(""), file.toString(), profiles, progress);
        }
        Certificate certificate = CertificateReader.read(file);
        Verdict verdict = Verifier.verify(certificate);
        return new Verification(
                file.toString(),
                "certificate",
                verdict.holds(),
                about(certificate),
                verdict.checks(),
                verdict.failure());
    }

    private static Map<String, String> about(Certificate certificate) {
        CertifiedWorld world = certificate.instance().world();
        Digests digests = certificate.digests();
        Map<String, String> about = new LinkedHashMap<>();
        about.put(
                "environment",
                "%s (%d states, %d agents)"
                        .formatted(
                                world.name(),
                                world.states().size(),
                                world.agents().size()));
        for (int i = 0; i < world.agents().size(); i++) {
            about.put(
                    world.agents().get(i) + " pays",
                    shown(
                            certificate.payments().get(i).toString(),
                            certificate.payments().get(i).toDouble()));
        }
        about.put("environment digest", digests.environment());
        about.put("mechanism digest", digests.mechanism());
        about.put("reports digest", digests.reports());
        return about;
    }

    private static String shown(String exact, double rounded) {
        return exact.length() <= 30 ? exact : String.valueOf(rounded);
    }

    /** The verifications as one JSON document. */
    public static String toJson(List<Verification> all) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
