package org.dynama.pivot.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.page.Grid;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.dynama.pivot.quote.SeasonRecord;
import org.dynama.pivot.quote.SeasonRecord.Reason;
import org.dynama.pivot.quote.SeasonRecord.Share;
import org.dynama.study.RunFolder;
import org.dynama.study.Shell;
import org.dynama.study.View;

/** What a terminal and a page show of a season that was quoted. */
public final class SeasonView {
    private static final int SHOWN = 24;
    /** Of a payment, what no digit shows. */
    private static final double NOTHING = 1e-12;

    private final SeasonRecord quote;

    private SeasonView(SeasonRecord quote) {
        this.quote = quote;
    }

    /** What is done, what each agent pays, and why. */
    public static View of(SeasonRecord quote, RunFolder folder) {
        SeasonView view = new SeasonView(quote);
        String file = quote.certificate();
        List<View.Section> sections = new ArrayList<>();
        quote.season().stream().limit(SHOWN).forEach(period -> sections.add(view.why(period)));
        return new View(
                quote.world(),
                view.lead()
                        + (file == null
                                ? ""
                                : " Anyone can check it: dynama verify " + Shell.quoted(folder.file(file))),
                view.notes(),
                List.of(view.season(), view.accounts()),
                sections,
                List.of(),
                Map.of());
    }

    private String lead() {
        int periods = quote.season().size();
        double revenue = quote.accounts().values().stream()
                .mapToDouble(SeasonRecord.Account::payments)
                .sum();
        return "After " + Numbers.count(periods) + (periods == 1 ? " period" : " periods") + " the agents have paid "
                + Numbers.plain(revenue) + " in all" + (quote.discount() < 1 ? ", discounted" : "")
                + "; the next public state is " + quote.next() + ", as drawn.";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (SeasonRecord.Period period : quote.season()) {
            period.agents().forEach((agent, share) -> {
                if (!share.isPossible()) {
                    notes.add("in period " + period.period() + " " + agent
                            + " cannot have the type that she reports if her report before was true; it is used");
                }
            });
        }
        if (!quote.uncertified().isEmpty()) {
            notes.add("no certificate: " + quote.uncertified());
        }
        return notes;
    }

    private Grid season() {
        List<String> head = new ArrayList<>(List.of("period", "public state", "draw", "what is done"));
        quote.accounts().keySet().forEach(agent -> head.add(agent + " reports, and pays"));
        List<List<String>> rows = new ArrayList<>();
        for (SeasonRecord.Period period :
                quote.season().subList(0, Math.min(SHOWN, quote.season().size()))) {
            List<String> row = new ArrayList<>(List.of(
                    String.valueOf(period.period()),
                    period.state() + (period.stateDrawn() ? " (drawn)" : ""),
                    period.draw() + (period.drawDrawn() ? " (drawn)" : ""),
                    period.action()));
            period.agents().values().forEach(share -> row.add(share.report() + ": " + Numbers.plain(share.payment())));
            rows.add(row);
        }
        return new Grid(head, rows, 4);
    }

    private Grid accounts() {
        List<List<String>> rows = new ArrayList<>();
        quote.accounts()
                .forEach((agent, account) -> rows.add(List.of(
                        agent,
                        Numbers.plain(account.rewards()),
                        Numbers.plain(account.payments()),
                        Numbers.plain(account.utility()))));
        return new Grid(List.of("who earns and pays what so far", "earns", "pays", "keeps"), rows, 1);
    }

    private View.Section why(SeasonRecord.Period period) {
        StringBuilder content = new StringBuilder(Html.paragraph(
                "",
                "Under draw " + period.draw() + ", " + period.action() + " is worth " + Numbers.plain(period.welfare())
                        + " from now on, with everyone: the most of all that is possible."));
        period.agents()
                .forEach((agent, share) -> content.append(why(agent, share).html()));
        return new View.Section("Why, in period " + period.period(), content.toString());
    }

    private static Grid why(String agent, Share share) {
        String head = "Why " + agent + " pays " + Numbers.plain(share.payment());
        boolean nothing = share.reasons().stream()
                .allMatch(reason -> Math.abs(reason.without() - reason.with())
                        <= NOTHING * Math.max(Math.abs(reason.without()), Math.abs(reason.with())));
        if (nothing) {
            return new Grid(List.of(head), List.of(List.of("the others lose nothing by her presence")), 1);
        }
        List<List<String>> rows = new ArrayList<>();
        for (Reason reason : share.reasons()) {
            rows.add(List.of(
                    reason.draw() + " (" + Numbers.plain(reason.probability()) + ")",
                    reason.withoutHer() + ": " + Numbers.plain(reason.without()),
                    reason.withHer() + ": " + Numbers.plain(reason.with()),
                    Numbers.plain(reason.probability() * (reason.without() - reason.with()) / share.weight())));
        }
        rows.add(List.of("all draws", "", "", Numbers.plain(share.payment())));
        String weighed = share.weight() == 1 ? "her share" : "by her weight of " + Numbers.plain(share.weight());
        return new Grid(
                List.of(head + ": if the draw is", "without her, others and boosts have", "with her", weighed),
                rows,
                3);
    }
}
