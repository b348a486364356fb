package org.dynama.cli;

import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.SmoothingStudy;
import org.dynama.learned.LearnStudy;
import org.dynama.online.OnlineStudy;
import org.dynama.pivot.PivotStudy;
import org.dynama.study.Studies;

/** The list of all studies: a line each. */
final class Families {
    static final Studies ALL = new Studies(List.of(
            new SearchStudy(), //
            new SmoothingStudy(),
            new PivotStudy(),
            new OnlineStudy(),
            new LearnStudy()));

    private Families() {}
}
