package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dynama.ama.study.MechanismFile;
import org.dynama.ama.study.MechanismFile.Boost;
import org.dynama.page.Html;
import org.dynama.page.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The boosts as a heat map: states by stage down, actions across.
 *
 * <p>The colours are centred on each stage's mean: a constant added to a whole stage favours no policy.
 */
final class BoostTable {
    /** So many states are shown at once; of more, the long stages are folded. */
    private static final int UNFOLDED = 40;

    private static final int SHORT_STAGE = 12;

    /** A page holds no more states than this; the file holds all. */
    private static final int SHOWN = 1000;

    /** The strongest colour's opacity: the number on it stays readable. */
    private static final double STRONGEST = 0.62;

    private final Set<String> actions = new LinkedHashSet<>();
    private final Map<Integer, Map<String, Map<String, Double>>> stages = new TreeMap<>();
    private final Map<Integer, Double> means;
    private final double largest;
    private final double farthest;

    private BoostTable(List<Boost> boosts) {
        for (Boost boost : boosts) {
            actions.add(boost.action());
            stages.computeIfAbsent(stage(boost), stage -> new LinkedHashMap<>())
                    .computeIfAbsent(boost.state(), state -> new LinkedHashMap<>())
                    .put(boost.action(), boost.boost());
        }
        means = boosts.stream()
                .collect(Collectors.groupingBy(BoostTable::stage, Collectors.averagingDouble(Boost::boost)));
        largest = boosts.stream().mapToDouble(b -> Math.abs(b.boost())).max().orElse(0);
        farthest = boosts.stream()
                .mapToDouble(b -> Math.abs(b.boost() - mean(stage(b))))
                .max()
                .orElse(0);
    }

    static String of(MechanismFile mechanism) {
        return mechanism.archive() == null
                ? new BoostTable(mechanism.boosts()).markup()
                : Html.paragraph("note", "The table is in " + mechanism.archive() + ".");
    }

    /** One for all where a mechanism that was written by hand names none. */
    private static int stage(Boost boost) {
        return boost.stage() == null ? 1 : boost.stage();
    }

    private double mean(int stage) {
        return means.getOrDefault(stage, 0.0);
    }

    private String markup() {
        StringBuilder markup = new StringBuilder();
        boolean folds = stages.values().stream().mapToInt(Map::size).sum() > UNFOLDED;
        int left = SHOWN;
        for (Map.Entry<Integer, Map<String, Map<String, Double>>> stage : stages.entrySet()) {
            int count = stage.getValue().size();
            if (left > 0) {
                String heading = "Stage " + stage.getKey() + ": " + count + (count == 1 ? " state" : " states");
                String table = table(stage.getValue(), mean(stage.getKey()), left);
                markup.append(Html.details(heading, !folds || count <= SHORT_STAGE, table));
            }
            left -= count;
        }
        if (left < 0) {
            markup.append(Html.paragraph("note", Numbers.count(-left) + " more states are in mechanism.json."));
        }
        return markup.toString();
    }

    private String table(Map<String, Map<String, Double>> rows, double mean, int most) {
        StringBuilder table =
                new StringBuilder("<table class=\"heat\" style=\"--actions: " + actions.size() + "\">\n<thead><tr>");
        table.append("<th scope=\"col\">state</th>");
        actions.forEach(action ->
                table.append("<th scope=\"col\">").append(Html.text(action)).append("</th>"));
        table.append("</tr></thead>\n<tbody>\n");
        rows.entrySet().stream().limit(most).forEach(row -> {
            table.append("<tr><th scope=\"row\">")
                    .append(Html.text(row.getKey()))
                    .append("</th>");
            actions.forEach(action -> table.append(cell(row.getValue().get(action), mean)));
            table.append("</tr>\n");
        });
        return Html.scroll("Boosts", table.append("</tbody>\n</table>").toString());
    }

    private String cell(@Nullable Double boost, double mean) {
        if (boost == null) {
            return "<td class=\"none\"></td>";
        }
        double strength = farthest > 0 ? STRONGEST * Math.abs(boost - mean) / farthest : 0;
        return "<td class=\"" + (boost < mean ? "fall" : "rise") + "\" style=\"--strength: "
                + Numbers.fixed(strength, 3) + "\">" + Numbers.inColumn(boost, largest, 3) + "</td>";
    }

    /** The agents' weights in a sentence. */
    static String weights(MechanismFile mechanism) {
        if (mechanism.weights().values().stream().distinct().count() == 1) {
            return "Every agent has the weight "
                    + Numbers.plain(mechanism.weights().values().iterator().next()) + ".";
        }
        List<String> entries = new ArrayList<>();
        mechanism.weights().forEach((agent, weight) -> entries.add(agent + ": " + Numbers.plain(weight)));
        return "The agents' weights are " + String.join(", ", entries) + ".";
    }
}
