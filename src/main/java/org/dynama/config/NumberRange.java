package org.dynama.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers from one to another: by steps, exactly, as far as they go ({@code step}, 1 where absent); or so many {@code points},
 * at equal distances or, with {@code scale: log}, ratios. Points between the ends are rounded to six digits.
 */
record NumberRange(ObjectNode keys) {
    private static final MathContext DIGITS = new MathContext(6);
    private static final int MOST = 10_000;
    private static final int LONGEST_WHOLE = 18;

    /**
     * What is wrong.
     *
     * @param key at which; empty for the whole range
     */
    record Wrong(String key, String rule, String hint) {}

    /** All that is wrong; empty for a range that has a list. */
    List<Wrong> wrongs() {
        List<Wrong> wrongs = new ArrayList<>();
        for (String key : List.of("from", "to")) {
            if (!keys.has(key)) {
                wrongs.add(new Wrong(key, "is missing", "Add " + key + ": 1."));
            } else if (isNumber(key) && isLog() && number(key).signum() <= 0) {
                wrongs.add(new Wrong(key, "must be more than 0 with scale: log", ""));
            }
        }
        for (String key : Rules.keys(keys)) {
            if (!RangeLists.isKey(key)) {
                wrongs.add(new Wrong(key, "is not a known key", "A range has from, to, step, points and scale."));
            } else if (!key.equals("scale") && !isNumber(key)) {
                wrongs.add(new Wrong(key, "must be a number", ""));
            }
        }
        if (keys.has("scale") && !isLog() && !keys.path("scale").asText().equals("linear")) {
            wrongs.add(new Wrong("scale", "must be linear or log", "Maybe scale: log."));
        }
        if (wrongs.isEmpty()) {
            (keys.has("points") || isLog() ? pointsWrong() : stepWrong()).forEach(wrongs::add);
        }
        return wrongs;
    }

    private List<Wrong> pointsWrong() {
        if (keys.has("step")) {
            return List.of(new Wrong("step", "must not stand with points or scale: log", "Maybe leave it out."));
        }
        JsonNode points = keys.path("points");
        boolean isCount = points.isIntegralNumber() && points.canConvertToInt();
        if (!isCount || points.intValue() < 2 || points.intValue() > MOST) {
            return List.of(new Wrong("points", "must be a whole number from 2 to " + MOST, "Maybe points: 4."));
        }
        return number("from").compareTo(number("to")) == 0 ? List.of(empty("from and to are the same")) : List.of();
    }

    private List<Wrong> stepWrong() {
        int way = number("to").compareTo(number("from"));
        if (way == 0) {
            return List.of(empty("from and to are the same"));
        } else if (!keys.has("step") && way < 0) {
            return List.of(empty("to is less than from"));
        } else if (step().signum() != way) {
            return List.of(new Wrong(
                    "step", "does not lead from " + number("from") + " to " + number("to"), "Maybe the other sign."));
        }
        boolean isLong = count().compareTo(BigDecimal.valueOf(MOST)) > 0;
        return isLong
                ? List.of(new Wrong("", "holds more than " + MOST + " values", "Maybe a larger step."))
                : List.of();
    }

    private static Wrong empty(String why) {
        return new Wrong("", "is an empty range: " + why, "Maybe {from: 1, to: 9, step: 2}.");
    }

    /** The numbers. */
    ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        boolean bySteps = !keys.has("points");
        int count = bySteps ? count().intValueExact() : keys.path("points").intValue();
        for (int k = 0; k < count; k++) {
            list.add(node(bySteps ? number("from").add(step().multiply(BigDecimal.valueOf(k))) : point(k, count)));
        }
        return list;
    }

    private BigDecimal point(int index, int count) {
        BigDecimal from = number("from");
        BigDecimal to = number("to");
        if (index == 0 || index == count - 1) {
            return index == 0 ? from : to;
        } else if (isLog()) {
            double share = (double) index / (count - 1);
            double power =
                    StrictMath.log10(from.doubleValue()) * (1 - share) + StrictMath.log10(to.doubleValue()) * share;
            return new BigDecimal(StrictMath.pow(10, power), DIGITS);
        }
        BigDecimal way = to.subtract(from).multiply(BigDecimal.valueOf(index));
        return from.add(way.divide(BigDecimal.valueOf(count - 1), MathContext.DECIMAL64))
                .round(DIGITS);
    }

    private static JsonNode node(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        boolean isWhole = shortest.scale() <= 0 && shortest.precision() - shortest.scale() <= LONGEST_WHOLE;
        return isWhole ? Scalar.whole(shortest.toBigIntegerExact()) : DecimalNode.valueOf(shortest);
    }

    private BigDecimal count() {
        return number("to")
                .subtract(number("from"))
                .divide(step(), 0, RoundingMode.FLOOR)
                .add(BigDecimal.ONE);
    }

    private BigDecimal step() {
        return keys.has("step") ? number("step") : BigDecimal.ONE;
    }

    private boolean isLog() {
        return keys.path("scale").asText().equals("log");
    }

    private boolean isNumber(String key) {
        return keys.path(key).isNumber();
    }

    private BigDecimal number(String key) {
        return keys.path(key).decimalValue();
    }
}
