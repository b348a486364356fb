package org.dynama.cli;

import java.util.List;
import java.util.stream.Stream;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.SmoothingStudy;
import org.dynama.compare.CompareStudy;
import org.dynama.learned.LearnStudy;
import org.dynama.online.OnlineStudy;
import org.dynama.pivot.PivotStudy;
import org.dynama.study.Studies;
import org.dynama.study.Study;

/** The list of all studies: a line each. */
final class Families {
    private static final List<Study<?, ?>> MAKERS = List.of(
            new SearchStudy(), //
            new SmoothingStudy(),
            new PivotStudy(),
            new OnlineStudy(),
            new LearnStudy());

    static final Studies ALL = new Studies(
            Stream.concat(MAKERS.stream(), Stream.of(new CompareStudy(MAKERS))).toList());

    private Families() {}
}
