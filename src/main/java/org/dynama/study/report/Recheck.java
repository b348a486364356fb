package org.dynama.study.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.dynama.study.Rechecked;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;
import org.dynama.study.StudyRecord;
import org.dynama.study.Verification;
import org.dynama.study.Verifies;
import org.dynama.study.sweep.SweepFolder;

/**
 * Re-checks what Dynama has written: certificates, records of runs of any kind, sweeps.
 *
 * @param extent how much is done
 */
public record Recheck(Studies studies, Verifies.Extent extent, Progress progress) {
    private static final String CERTIFICATE = "certificate.json";

    /**
     * Re-checks a certificate, the folder or record of a run with the certificate in it, or each run of a sweep.
     *
     * @throws org.dynama.config.ConfigException if a certificate is malformed
     * @throws org.dynama.refusal.Refusal if a run's file is missing or damaged
     */
    public List<Verification> of(Path file) {
        if (!Files.isDirectory(file) && !file.endsWith("result.json") && !file.endsWith("quote.json")) {
            return List.of(certificate(file));
        }
        Path folder = Files.isDirectory(file) ? file : file.toAbsolutePath().resolveSibling("");
        List<Verification> all = new ArrayList<>();
        Reports.runs(studies, folder).forEach(run -> {
            all.add(of(run));
            if (run.folder().has(CERTIFICATE)) {
                all.add(certificate(run.folder().file(CERTIFICATE)));
            }
        });
        if (SweepFolder.isAt(folder)) {
            Rechecked finding = SweepFolder.check(folder, SweepFolder.table(studies, folder));
            String pages = "results.md and the page";
            all.add(new Verification(
                    folder.toString(),
                    "sweep",
                    finding.holds(),
                    Map.of("not re-checked", pages),
                    finding.checks(),
                    finding.failure()));
        }
        return all;
    }

    private <R extends StudyRecord> Verification of(StoredRun<R> run) {
        Rechecked finding = new Rechecked(List.of(), "");
        if (run.kind() instanceof Verifies<?>) {
            @SuppressWarnings("unchecked") // a kind verifies its own records
            Verifies<R> own = (Verifies<R>) run.kind();
            finding = own.secondRoute(run, extent, progress);
        }
        finding = finding.holds() ? finding.and(Again.compare(run, progress)) : finding;
        return Verification.of(run, finding);
    }

    private static Verification certificate(Path file) {
        Certificate certificate = CertificateReader.read(file);
        Verdict verdict = Verifier.verify(certificate);
        Map<String, String> about = about(certificate);
        return new Verification(
                file.toString(), "certificate", verdict.holds(), about, verdict.checks(), verdict.failure());
    }

    private static Map<String, String> about(Certificate certificate) {
        CertifiedWorld world = certificate.instance().world();
        Digests digests = certificate.digests();
        Map<String, String> about = new LinkedHashMap<>();
        int agents = world.agents().size();
        String size = " (" + world.states().size() + " states, " + agents + " agents)";
        about.put("environment", world.name() + size);
        for (int i = 0; i < agents; i++) {
            var payment = certificate.payments().get(i);
            String exact = payment.toString();
            about.put(world.agents().get(i) + " pays", exact.length() <= 30 ? exact : "" + payment.toDouble());
        }
        about.put("environment digest", digests.environment());
        about.put("mechanism digest", digests.mechanism());
        about.put("reports digest", digests.reports());
        return about;
    }
}
