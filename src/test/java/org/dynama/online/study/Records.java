package org.dynama.online.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.RandomStream;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.study.Header;

/** Records of specs, made in one thread and without a folder. */
final class Records {
    private Records() {}

    static OnlineRecord of(OnlineSpec spec, int seeds) {
        RandomStream stream = new RandomStream(spec.keys().seed(), "online");
        List<CaseRecord> cases = new ArrayList<>();
        CaseSummary truthful = summary(spec, spec.cases().get(0), stream, seeds);
        for (OnlineCase one : spec.cases()) {
            CaseSummary summary = summary(spec, one, stream, seeds);
            truthful = one.isTruthful() ? summary : truthful;
            List<FoundLie> found = one.found(spec.keys().kind(), stream);
            cases.add(summary.record(spec.slopeFrom(), truthful, found));
        }
        Header header = Header.of("online", "same", 1, new OnlineSoundness(cases, seeds).checked());
        return new OnlineRecord(header, spec.keys().kind(), seeds, cases, List.of(), 0);
    }

    private static CaseSummary summary(OnlineSpec spec, OnlineCase one, RandomStream stream, int seeds) {
        OnlineCase.Running runs = one.running(spec.keys().kind(), stream);
        return new CaseSummary(
                one,
                SeedRuns.of(IntStream.range(0, seeds)
                        .mapToObj(seed -> runs.run(seed, share -> {}))
                        .toList()));
    }
}
