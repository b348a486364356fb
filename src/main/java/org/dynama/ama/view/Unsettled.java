package org.dynama.ama.view;

import java.util.List;
import java.util.Map;
import org.dynama.page.Numbers;

/** Amounts that nothing settles, in words. */
final class Unsettled {
    private Unsettled() {}

    /** A note for each agent whose payment may be off: its interval. */
    static List<String> notes(String what, Map<String, Double> payments, Map<String, Double> unsettled) {
        return unsettled.entrySet().stream()
                .map(off -> off.getKey() + "'s " + what + " is not settled: "
                        + payments.getOrDefault(off.getKey(), Double.NaN) + " +- "
                        + Numbers.scientific(off.getValue()))
                .toList();
    }
}
