package org.dynama.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Horizontal bars of plain HTML. */
public final class Bars {
    /** So many stages are shown at once. */
    private static final int UNFOLDED = 12;

    /** A share below this has no room for its number. */
    private static final double LABELLED = 0.07;

    private Bars() {}

    /** Per stage, how often each action is taken there; a bar for each. */
    public static String visits(List<Map<String, Double>> visits) {
        Map<String, Ink> inks = inks(visits);
        List<Html.Key> keys = new ArrayList<>();
        inks.forEach((action, ink) -> keys.add(new Html.Key(action, ink, "area")));
        StringBuilder shown = new StringBuilder(Html.legend(keys));
        StringBuilder folded = new StringBuilder();
        for (int t = 0; t < visits.size(); t++) {
            (t < UNFOLDED ? shown : folded).append(stage(t + 1, visits.get(t), inks));
        }
        return folded.isEmpty()
                ? shown.toString()
                : shown + Html.details((visits.size() - UNFOLDED) + " more stages", false, folded.toString());
    }

    /** A colour for each action; the rarest share the last where there are too many. */
    private static Map<String, Ink> inks(List<Map<String, Double>> visits) {
        Map<String, Double> totals = new LinkedHashMap<>();
        visits.forEach(stage -> stage.forEach((action, count) -> totals.merge(action, count, Double::sum)));
        List<String> named = new ArrayList<>(totals.keySet());
        if (named.size() > Ink.ACTION_COUNT) {
            List<String> frequent = totals.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .limit(Ink.ACTION_COUNT - 1)
                    .map(Map.Entry::getKey)
                    .toList();
            named.retainAll(frequent);
            named.add(totals.size() - frequent.size() + " other actions");
        }
        Map<String, Ink> inks = new LinkedHashMap<>();
        named.forEach(action -> inks.put(action, Ink.action(inks.size())));
        return inks;
    }

    private static String stage(int stage, Map<String, Double> visits, Map<String, Ink> inks) {
        double total = visits.values().stream().mapToDouble(Double::doubleValue).sum();
        List<String> names = List.copyOf(inks.keySet());
        Map<String, Double> shares = new LinkedHashMap<>();
        inks.keySet().forEach(action -> shares.put(action, 0.0));
        String other = names.get(names.size() - 1);
        visits.forEach((action, count) ->
                shares.merge(inks.containsKey(action) ? action : other, total > 0 ? count / total : 0, Double::sum));
        StringBuilder bar = new StringBuilder("<div class=\"row\"><span class=\"name\">stage " + stage);
        if (Math.abs(total - 1) > 1e-6) {
            bar.append("<small> ").append(Numbers.plain(total)).append(" visits</small>");
        }
        bar.append("</span><span class=\"stack\">");
        shares.forEach((action, share) -> bar.append(segment(action, share, inks.getOrDefault(action, Ink.ACTION_0))));
        return bar.append("</span></div>\n").toString();
    }

    private static String segment(String action, double share, Ink ink) {
        String label = Numbers.percent(share);
        return "<span title=\"" + Html.text(action) + ": " + label + "\" style=\"width: "
                + Numbers.fixed(100 * share, 2) + "%; --ink: var(" + ink.variable() + ")\">"
                + (share >= LABELLED ? Numbers.fixed(100 * share, 0) + "%" : "") + "</span>";
    }

    /** A value per name; bars to the left of zero for negative ones. */
    public static String values(Map<String, Double> values) {
        var range = DoubleStream.concat(
                        DoubleStream.of(0), values.values().stream().mapToDouble(Double::doubleValue))
                .summaryStatistics();
        double low = range.getMin();
        double high = range.getMax();
        double span = high > low ? high - low : 1;
        double largest = Math.max(high, -low);
        StringBuilder bars = new StringBuilder();
        values.forEach((name, value) -> bars.append(row(
                name,
                box("fill", 100 * (Math.min(0, value) - low) / span, 100 * Math.abs(value) / span, Ink.MECHANISM),
                Numbers.inColumn(value, largest, 4))));
        return bars.toString();
    }

    /** A named bar. */
    public static String row(String name, String boxes, String value) {
        return "<div class=\"row\"><span class=\"name\">" + Html.text(name) + "</span><span class=\"track\">" + boxes
                + "</span><span class=\"value\">" + Html.text(value) + "</span></div>\n";
    }

    /** A part of a bar, in percent of its track. */
    public static String box(String kind, double from, double width, Ink ink) {
        return "<i class=\"" + kind + "\" style=\"left: " + Numbers.fixed(from, 2) + "%; width: "
                + Numbers.fixed(width, 2) + "%; --ink: var(" + ink.variable() + ")\"></i>";
    }
}
