package org.dynama.learned.study;

import java.util.List;
import org.dynama.learned.exploit.Exploitability;
import org.dynama.page.Numbers;
import org.dynama.study.Soundness;

/** What lies gain and taking part costs, as shares of welfare: a learned mechanism promises no zero, and an audit asks for little. */
final class LearnSoundness {
    private static final String LIES = "gain of lying";

    private LearnSoundness() {}

    /** The checks of an audit. */
    static Soundness audit(Exploitability found, double tolerance) {
        double welfare = found.welfare();
        double loss = found.participationLoss();
        String within = ", within the tolerance of " + tolerance;
        String above = ", more than the tolerance of " + tolerance;
        return new Soundness(List.of(
                Soundness.atMost(
                        LIES, found.exploitability(), tolerance, welfare, lies(found) + within, lies(found) + above),
                Soundness.atMost(
                        "cost of taking part", loss, tolerance, welfare, costs(found) + within, costs(found) + above)));
    }

    /** Nothing is checked, but said. */
    static Soundness untested(Exploitability found) {
        String says = lies(found) + ", " + costs(found) + "; dynama audit holds both to a tolerance";
        return new Soundness(List.of(Soundness.untested(LIES, says)));
    }

    private static String lies(Exploitability found) {
        return "lies gain " + Numbers.percent(found.exploitability() / found.welfare()) + " of welfare ("
                + found.method().words() + ")";
    }

    private static String costs(Exploitability found) {
        return "taking part costs " + Numbers.percent(found.participationLoss() / found.welfare()) + " of welfare";
    }
}
