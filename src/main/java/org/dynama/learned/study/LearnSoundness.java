package org.dynama.learned.study;

import java.util.List;
import org.dynama.learned.exploit.Exploitability;
import org.dynama.page.Numbers;
import org.dynama.study.Soundness;

/** What lies gain and taking part costs: a learned mechanism promises no zero, and an audit holds both to a share of welfare. */
record LearnSoundness(Exploitability found, double tolerance) {

    Soundness of(String command) {
        String lies = "lies gain " + share(found.exploitability()) + " ("
                + found.method().words() + ")";
        String costs = "taking part costs " + share(found.participationLoss());
        return new Soundness(
                command.equals("audit")
                        ? List.of(
                                check("gain of lying", found.exploitability(), lies),
                                check("cost of taking part", found.participationLoss(), costs))
                        : List.of(Soundness.untested(
                                "gain of lying", lies + ", " + costs + "; dynama audit holds both to a tolerance")));
    }

    private String share(double part) {
        return Numbers.percent(part / found.welfare()) + " of welfare";
    }

    private Soundness.Check check(String name, double value, String says) {
        String within = says + ", within the tolerance of " + tolerance;
        String above = says + ", more than the tolerance of " + tolerance;
        return Soundness.atMost(name, value, tolerance, found.welfare(), within, above);
    }
}
