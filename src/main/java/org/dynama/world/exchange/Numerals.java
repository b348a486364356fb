package org.dynama.world.exchange;

/** Numbers as these files write them: decimals, with an exponent or without, and nothing else that Java would read. */
final class Numerals {
    /** Money and probabilities beyond this are no market's. */
    private static final double LARGEST = 1e15;

    private static final int LONGEST = 400;

    private Numerals() {}

    /** The nearest double, of at most 1e15; NaN where the word is no such number. */
    static double parse(String word) {
        boolean isPlain = !word.isEmpty() && word.length() <= LONGEST;
        for (int k = 0; isPlain && k < word.length(); k++) {
            char c = word.charAt(k);
            isPlain = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
        }
        try {
            double number = isPlain ? Double.parseDouble(word) : Double.NaN;
            return Math.abs(number) <= LARGEST ? number + 0.0 : Double.NaN;
        } catch (NumberFormatException notNumber) {
            return Double.NaN;
        }
    }
}
