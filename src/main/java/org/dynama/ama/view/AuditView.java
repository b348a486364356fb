package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.ama.study.AuditRecord;
import org.dynama.page.Grid;
import org.dynama.page.Numbers;
import org.dynama.study.View;

/** What the page of an audit shows. */
public final class AuditView {
    private AuditView() {}

    /** The two cases that come closest to a breach. */
    public static View of(AuditRecord record) {
        List<List<String>> rows = new ArrayList<>();
        if (record.misreports() > 0) {
            rows.add(List.of("the best lie", record.lie().toString(), Numbers.scientific(record.largestGain())));
        }
        rows.add(List.of(
                "the smallest utility", record.loss().toString(), Numbers.scientific(record.smallestUtility())));
        return new View(
                record.environment() + ": " + Numbers.count(record.misreports()) + " misreports in "
                        + Numbers.count(record.profiles()) + " profiles",
                record.holds() ? "Nothing was found." : "Something was found.",
                record.unsettled().entrySet().stream()
                        .map(off -> off.getKey() + "'s utility, at the truth or a lie, may be off by "
                                + Numbers.scientific(off.getValue()))
                        .toList(),
                List.of(),
                List.of(new View.Section("Closest cases", new Grid(List.of("", "case", ""), rows, 2).html())),
                List.of(),
                Map.of());
    }
}
