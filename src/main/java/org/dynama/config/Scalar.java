package org.dynama.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What an unquoted word means in YAML 1.2: {@code no} is text, {@code 012} is twelve. Decimals stay exact.
 *
 * @param node the value; YAML's null where it is refused
 * @param refusal why it is refused; empty where it is not
 */
record Scalar(JsonNode node, String refusal) {
    /** Bounds the time of decimal arithmetic, which grows with the square of the digits. */
    static final int LONGEST_NUMBER = 400;

    /** Shorter whole numbers are those of a long. */
    private static final int LONGEST_LONG = 18;

    /** All zeros are this one: exponents of zero, as in {@code 0e-999999999}, would make decimal arithmetic slow. */
    private static final BigDecimal ZERO = new BigDecimal("0.0");

    private static final Pattern NONZERO = Pattern.compile("^[^eE]*[1-9]");
    private static final Pattern SPECIAL = Pattern.compile("(?i)[-+]?\\.(inf|nan)");
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    static Scalar plain(String text) {
        Tag tag = RESOLVER.resolve(text, true);
        if (tag.equals(Tag.NULL)) {
            return refused("");
        } else if (tag.equals(Tag.BOOL)) {
            return new Scalar(BooleanNode.valueOf(Boolean.parseBoolean(text)), "");
        } else if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(text, tag.equals(Tag.INT));
        }
        return text(text);
    }

    /** What a number means that JSON's grammar has found to be one. */
    static Scalar json(String text, boolean whole) {
        return whole && text.length() < LONGEST_LONG
                ? new Scalar(LongNode.valueOf(Long.parseLong(text)), "")
                : number(text, whole);
    }

    /** What a quoted word means: itself. */
    static Scalar text(String text) {
        return new Scalar(TextNode.valueOf(text), "");
    }

    /** Whether a text, written without quotes, would be read as that text. */
    static boolean isText(String text) {
        return plain(text).node().isTextual();
    }

    private static Scalar number(String text, boolean whole) {
        if (text.length() > LONGEST_NUMBER) {
            return refused("must be a number of at most " + LONGEST_NUMBER + " characters");
        }
        JsonNode exact = whole ? whole(text) : NullNode.getInstance();
        double rounded = whole ? exact.doubleValue() : isSpecial(text) ? Double.NaN : Double.parseDouble(text);
        if (!Double.isFinite(rounded)) {
            return refused("must be a finite number");
        } else if (!whole && rounded == 0 && NONZERO.matcher(text).find()) {
            return refused("must be 0 or a number that a 64-bit float can hold");
        }
        return new Scalar(whole ? exact : DecimalNode.valueOf(rounded == 0 ? ZERO : new BigDecimal(text)), "");
    }

    private static boolean isSpecial(String text) {
        return !Character.isDigit(text.charAt(text.length() - 1))
                && SPECIAL.matcher(text).matches();
    }

    private static Scalar refused(String rule) {
        return new Scalar(NullNode.getInstance(), rule);
    }

    private static JsonNode whole(String text) {
        int radix = text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : 10;
        return whole(new BigInteger(radix == 10 ? text : text.substring(2), radix));
    }

    static JsonNode whole(BigInteger value) {
        return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
    }
}
