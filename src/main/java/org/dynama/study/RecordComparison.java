package org.dynama.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds a record against the same record computed again, key by key: every number and word, those in sentences too.
 *
 * <p>One seed gives the same bits on one machine. Another processor, or another Java, may round a logarithm otherwise, so that
 * numbers which agree to twelve digits hold as well, and are counted apart.
 */
public final class RecordComparison {
    private static final double DIGITS = 1e-12;
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d,]*(\\.\\d+)?([eE]-?\\d+)?");

    private static final int LONGEST = 120;

    private final Set<String> free;
    private final double unit;
    private int same;
    private int close;

    /**
     * A comparison.
     *
     * @param free paths of the record that may differ, {@code *} for any place in a list
     * @param unit what rounding is relative to where a number is near zero, in the amounts of the world
     */
    public RecordComparison(Set<String> free, double unit) {
        this.free = free;
        this.unit = unit;
    }

    /** The smallest unit of a record's checks: what rounding is relative to at most. */
    public static double unit(StudyRecord record) {
        Soundness soundness = record.header().soundness();
        return (soundness == null ? Soundness.UNTESTED : soundness)
                .checks().stream()
                        .filter(check -> check.status() != Soundness.Status.NOT_TESTED)
                        .mapToDouble(Soundness.Check::unit)
                        .min()
                        .orElse(0);
    }

    /** Compares, and says the first place where the two differ. */
    public Rechecked compare(JsonNode given, JsonNode again) {
        String failure = difference("", given, again);
        if (!failure.isEmpty()) {
            return Rechecked.fails(failure);
        }
        String compared = "computed again, all " + (same + close) + " numbers and words are the same";
        return Rechecked.holds(
                close == 0 ? compared + " bits" : compared + "; " + close + " of them to twelve digits, the rest bits");
    }

    private String difference(String path, JsonNode given, JsonNode again) {
        if (given.isContainerNode() && given.getNodeType() == again.getNodeType()) {
            for (String key : keys(given, again)) {
                String inner = path.isEmpty() ? key : path + "." + key;
                String found = isFree(inner) ? "" : difference(inner, at(given, key), at(again, key));
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return "";
        }
        boolean areNumbers = given.isNumber() && again.isNumber();
        boolean isSame = areNumbers ? given.doubleValue() == again.doubleValue() : given.equals(again);
        boolean isClose = areNumbers
                ? isClose(given.doubleValue(), again.doubleValue())
                : given.isTextual() && again.isTextual() && saysTheSame(given.textValue(), again.textValue());
        same += isSame ? 1 : 0;
        close += isSame ? 0 : 1;
        return isSame || isClose ? "" : path + " = " + shown(given) + " must be " + shown(again);
    }

    private static String shown(JsonNode node) {
        String text = node.isNull() ? "nothing" : node.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    private boolean isFree(String path) {
        return free.contains(path) || free.contains(path.replaceAll("\\.\\d+(?=\\.)", ".*"));
    }

    private static Set<String> keys(JsonNode given, JsonNode again) {
        Set<String> keys = new LinkedHashSet<>();
        Stream.of(given, again).forEach(node -> {
            Iterator<String> names = node.fieldNames();
            names.forEachRemaining(keys::add);
            IntStream.range(0, node.isArray() ? node.size() : 0).forEach(k -> keys.add("" + k));
        });
        return keys;
    }

    private static JsonNode at(JsonNode node, String key) {
        JsonNode inner = node.isArray() ? node.path(Integer.parseInt(key)) : node.path(key);
        return inner.isMissingNode() ? JsonNodeFactory.instance.nullNode() : inner;
    }

    private boolean isClose(double one, double other) {
        return Math.abs(one - other) <= DIGITS * Math.max(unit, Math.max(Math.abs(one), Math.abs(other)));
    }

    /** Whether two sentences have the same words, and numbers that are close. */
    private boolean saysTheSame(String one, String other) {
        Matcher left = NUMBER.matcher(one);
        Matcher right = NUMBER.matcher(other);
        while (left.find()) {
            if (!right.find() || !isClose(number(left.group()), number(right.group()))) {
                return false;
            }
        }
        return !right.find()
                && NUMBER.matcher(one)
                        .replaceAll("#")
                        .equals(NUMBER.matcher(other).replaceAll("#"));
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }
}
