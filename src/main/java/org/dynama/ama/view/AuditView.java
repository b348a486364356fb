package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.ama.inspection.AuditRecord;
import org.dynama.page.Grid;
import org.dynama.page.Numbers;
import org.dynama.study.View;

/** What the page of an audit shows. */
public final class AuditView {
    private AuditView() {}

    /** The two cases that come closest to a breach. */
    public static View of(AuditRecord record) {
        AuditRecord.Found found = record.found();
        List<List<String>> rows = new ArrayList<>();
        if (found.misreports() > 0) {
            rows.add(List.of("the best lie", found.lie().toString(), Numbers.scientific(found.largestGain())));
        }
        rows.add(List.of("the smallest utility", found.loss().toString(), Numbers.scientific(found.smallestUtility())));
        return new View(
                found.environment() + ": " + Numbers.count(found.misreports()) + " misreports in "
                        + Numbers.count(found.profiles()) + " profiles",
                record.holds() ? "Nothing was found." : "Something was found.",
                List.of(),
                List.of(),
                List.of(new View.Section("Closest cases", new Grid(List.of("", "case", ""), rows, 2).html())),
                List.of(),
                Map.of());
    }
}
