package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.ama.study.MenuRecord;
import org.dynama.page.Grid;
import org.dynama.page.Html;
import org.dynama.page.Numbers;

/** A menu as a table: what its entries do, how often each is chosen, and what it costs whom. */
final class MenuWording {
    /** Entries beside the other results. */
    private static final int OFTEN = 8;

    /** Agents whose prices fit a terminal. */
    private static final int NARROW = 4;

    /** Agents of whom an entry's line tells what they enjoy, and the numbers of a long type that it tells. */
    private static final int NAMED = 3;

    /** Numbers of a type that are told one by one, whatever they are. */
    private static final int SHORT = 6;

    private MenuWording() {}

    /** The entries that are chosen most often. */
    static Grid often(MenuRecord menu) {
        List<MenuRecord.Row> most = menu.shown().stream().limit(OFTEN).toList();
        int agents = most.get(0).prices().size();
        return grid(most, agents <= NARROW);
    }

    /** What else the record shows: entries that are chosen less often, or all of them where prices were left out. */
    static String whole(MenuRecord menu) {
        int shown = menu.shown().size();
        String left = menu.size() > shown
                ? " The " + Numbers.count(menu.size() - shown) + " that are chosen least are left out here."
                : "";
        return Html.paragraph(
                        "",
                        "The mechanism chooses one of " + Numbers.count(menu.size())
                                + " policies for the whole run. Of each: how often it is chosen; how much of each component"
                                + " of her type an agent enjoys, which is her share of a good or her expected visits; what"
                                + " it does most often; and what each agent pays for it while all others have mean types."
                                + left)
                + rest(menu);
    }

    private static String rest(MenuRecord menu) {
        boolean isPriced = menu.shown().get(0).prices().size() <= NARROW;
        List<MenuRecord.Row> rest =
                menu.shown().stream().skip(isPriced ? OFTEN : 0).toList();
        return rest.isEmpty() ? "" : grid(rest, true).html();
    }

    private static Grid grid(List<MenuRecord.Row> entries, boolean isPriced) {
        List<String> head = new ArrayList<>(List.of("menu: entry", "who enjoys", "what it does"));
        boolean isTold = entries.stream().anyMatch(row -> !row.does().isEmpty());
        if (!isTold) {
            head.remove(2);
        }
        int words = head.size();
        head.add("chosen");
        if (isPriced) {
            entries.get(0).prices().keySet().forEach(agent -> head.add(agent + " pays"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (MenuRecord.Row entry : entries) {
            List<String> row = new ArrayList<>(List.of(entry.entry(), enjoyed(entry.enjoyed())));
            if (isTold) {
                row.add(does(entry.does()));
            }
            row.add(Numbers.percent(entry.chosen()));
            if (isPriced) {
                entry.prices().values().forEach(price -> row.add(Numbers.plain(price)));
            }
            rows.add(row);
        }
        return new Grid(head, rows, words);
    }

    private static String enjoyed(Map<String, List<Double>> enjoyed) {
        if (enjoyed.isEmpty()) {
            return "nobody";
        }
        Set<String> alike = enjoyed.values().stream().map(MenuWording::amounts).collect(Collectors.toSet());
        if (alike.size() == 1 && enjoyed.size() > NAMED) {
            return "each of " + enjoyed.size() + ": " + alike.iterator().next();
        }
        String named = enjoyed.entrySet().stream()
                .limit(NAMED)
                .map(agent -> agent.getKey() + ": " + amounts(agent.getValue()))
                .collect(Collectors.joining(", "));
        return enjoyed.size() <= NAMED ? named : named + " and " + (enjoyed.size() - NAMED) + " more";
    }

    /** The amounts of all numbers of a type, or of those that an agent enjoys most where they are many. */
    private static String amounts(List<Double> amounts) {
        if (amounts.size() <= SHORT) {
            return amounts.stream().map(Numbers::plain).collect(Collectors.joining(" "));
        }
        List<Integer> most = IntStream.range(0, amounts.size())
                .filter(k -> amounts.get(k) != 0)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -Math.abs(amounts.get(k))))
                .toList();
        return most.stream()
                        .limit(NAMED)
                        .map(k -> Numbers.plain(amounts.get(k)) + " of number " + (k + 1))
                        .collect(Collectors.joining(", "))
                + (most.size() <= NAMED ? "" : " and less of " + (most.size() - NAMED) + " more");
    }

    private static String does(Map<String, Double> does) {
        return does.entrySet().stream()
                .map(action -> action.getKey() + " " + Numbers.plain(action.getValue()))
                .collect(Collectors.joining(", "));
    }
}
