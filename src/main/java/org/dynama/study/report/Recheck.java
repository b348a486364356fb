package org.dynama.study.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.refusal.Refusal;
import org.dynama.study.Progress;
import org.dynama.study.Rechecked;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;
import org.dynama.study.StudyRecord;
import org.dynama.study.Verification;
import org.dynama.study.Verifies;
import org.dynama.study.sweep.SweepFolder;

/**
 * Re-checks what Dynama has written: certificates, announcements, records of runs of any kind, sweeps.
 *
 * @param extent how much is done
 * @param proofs what certificates are held against
 */
public record Recheck(Studies studies, Verifies.Extent extent, ProofCheck proofs, Progress progress) {
    private static final String CERTIFICATE = "certificate.json";

    /**
     * Re-checks a certificate, an announcement, the folder or record of a run with the certificate in it, or each run of a sweep.
     *
     * @throws org.dynama.config.ConfigException if a certificate is malformed
     * @throws Refusal if a run's file is missing or damaged, or there is no certificate to hold against an announcement
     */
    public List<Verification> of(Path file) {
        if (!Files.isDirectory(file) && !file.endsWith("result.json") && !file.endsWith("quote.json")) {
            return List.of(proofs.of(file));
        }
        Path folder = Files.isDirectory(file) ? file : file.toAbsolutePath().resolveSibling("");
        List<Verification> all = new ArrayList<>();
        Reports.runs(studies, folder).forEach(run -> {
            all.add(of(run));
            if (run.folder().has(CERTIFICATE)) {
                all.add(proofs.of(run.folder().file(CERTIFICATE)));
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
        if (proofs.against() != null
                && all.stream().noneMatch(found -> found.kind().equals("certificate"))) {
            throw Refusal.of(
                    file + " holds no " + CERTIFICATE + " to hold against " + proofs.against(),
                    "Maybe the folder of a quote.");
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
}
