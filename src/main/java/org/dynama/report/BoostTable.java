package org.dynama.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dynama.experiment.MechanismFile;
import org.dynama.experiment.MechanismFile.Boost;
import org.jspecify.annotations.Nullable;

/** The boosts as a heat map: states by stage down, actions across. */
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
    private final double largest;
    private int states;

    private BoostTable(List<Boost> boosts) {
        double most = 0;
        for (Boost boost : boosts) {
            actions.add(boost.action());
            stages.computeIfAbsent(boost.stage(), stage -> new LinkedHashMap<>())
                    .computeIfAbsent(boost.state(), state -> new LinkedHashMap<>())
                    .put(boost.action(), boost.boost());
            most = Math.max(most, Math.abs(boost.boost()));
        }
        largest = most;
        states = stages.values().stream().mapToInt(Map::size).sum();
    }

    static String of(MechanismFile mechanism) {
        return new BoostTable(mechanism.boosts()).markup();
    }

    private String markup() {
        StringBuilder markup = new StringBuilder();
        boolean folds = states > UNFOLDED;
        int left = SHOWN;
        for (Map.Entry<Integer, Map<String, Map<String, Double>>> stage : stages.entrySet()) {
            int count = stage.getValue().size();
            if (left > 0) {
                String heading = "Stage " + stage.getKey() + ": " + count + (count == 1 ? " state" : " states");
                String table = table(stage.getValue(), left);
                markup.append(Html.details(heading, !folds || count <= SHORT_STAGE, table));
            }
            left -= count;
        }
        if (left < 0) {
            markup.append(Html.paragraph("note", Numbers.count(-left) + " more states are in mechanism.json."));
        }
        return markup.toString();
    }

    private String table(Map<String, Map<String, Double>> rows, int most) {
        StringBuilder table = new StringBuilder("<div class=\"scroll\"><table class=\"heat\">\n<thead><tr>");
        table.append("<th scope=\"col\">state</th>");
        actions.forEach(action ->
                table.append("<th scope=\"col\">").append(Html.text(action)).append("</th>"));
        table.append("</tr></thead>\n<tbody>\n");
        rows.entrySet().stream().limit(most).forEach(row -> {
            table.append("<tr><th scope=\"row\">")
                    .append(Html.text(row.getKey()))
                    .append("</th>");
            actions.forEach(action -> table.append(cell(row.getValue().get(action))));
            table.append("</tr>\n");
        });
        return table.append("</tbody>\n</table></div>\n").toString();
    }

    private String cell(@Nullable Double boost) {
        if (boost == null) {
            return "<td class=\"none\"></td>";
        }
        double strength = largest > 0 ? STRONGEST * Math.abs(boost) / largest : 0;
        return "<td class=\"" + (boost < 0 ? "fall" : "rise") + "\" style=\"--strength: " + Numbers.fixed(strength, 3)
                + "\">" + Numbers.fixed(boost, Numbers.decimals(largest, 3)) + "</td>";
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
