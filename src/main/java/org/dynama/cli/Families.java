package org.dynama.cli;

import java.util.List;
import org.dynama.online.study.OnlineStudy;
import org.dynama.pivot.study.PivotStudy;
import org.dynama.study.Studies;

/** The list of all studies: a line each. */
final class Families {
    static final Studies ALL = new Studies(List.of(new PivotStudy(), new OnlineStudy()));

    private Families() {}
}
