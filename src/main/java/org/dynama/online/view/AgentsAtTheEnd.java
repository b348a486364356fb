package org.dynama.online.view;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.online.regret.Regrets;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.page.Grid;
import org.dynama.page.Html;
import org.dynama.page.Numbers;

/** Regret and utility of every agent at the end, a table for each truthful case; the first is unfolded. */
record AgentsAtTheEnd(OnlineRecord run) {

    String markup() {
        StringBuilder content = new StringBuilder();
        run.truthful()
                .forEach(one -> content.append(Html.details(
                        run.label(one), content.isEmpty(), grid(one).html())));
        return content.toString();
    }

    private Grid grid(CaseRecord one) {
        List<List<String>> rows = IntStream.rangeClosed(
                        1, one.baseline().prices().size())
                .mapToObj(agent -> row(one, agent))
                .toList();
        return new Grid(List.of("", "regret", "utility", "utility in VCG"), rows, 1);
    }

    private List<String> row(CaseRecord one, int agent) {
        int last = one.grid().size() - 1;
        String name = Regrets.agent(agent);
        boolean isKnown = one.baseline().utilities() != null;
        return List.of(
                name,
                OnlineView.estimate(run, one.last(name)),
                isKnown ? Numbers.plain(AgentFigures.utility(one, agent, last)) : "–",
                isKnown ? Numbers.plain(AgentFigures.exactUtility(one, agent, last)) : "–");
    }
}
