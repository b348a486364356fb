package org.dynama.page;

import java.util.Map;

/** Text in LaTeX. */
public final class Tex {
    private static final Map<Character, String> ESCAPES = Map.ofEntries(
            Map.entry('\\', "\\textbackslash{}"),
            Map.entry('~', "\\textasciitilde{}"),
            Map.entry('^', "\\textasciicircum{}"),
            Map.entry('\u00b1', "$\\pm$"),
            Map.entry('\u2212', "$-$"),
            Map.entry('\u00d7', "$\\times$"),
            Map.entry('\u00a0', "~"),
            Map.entry('\u2026', "\\dots{}"),
            Map.entry('\u2265', "$\\ge$"),
            Map.entry('\u2264', "$\\le$"),
            Map.entry('<', "$<$"),
            Map.entry('>', "$>$"),
            Map.entry('|', "$|$"));

    private Tex() {}

    /** A text without a meaning to LaTeX. */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            String known = ESCAPES.get(c);
            escaped.append(known != null ? known : "&%$#_{}".indexOf(c) >= 0 ? "\\" + c : "" + c);
        }
        return escaped.toString();
    }
}
