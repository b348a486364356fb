package org.dynama.page;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The colours of pages and figures, by meaning: one for light screens and paper, one for dark screens. */
public enum Ink {
    PAGE(0xffffff, 0x14171c),
    PANEL(0xf5f6f8, 0x1d2128),
    LINE(0xd9dde3, 0x353b45),
    FAINT(0x59616d, 0x9fa8b5),
    TEXT(0x1a1d22, 0xe8eaee),
    WARNING(0xb3261e, 0xff8a80),

    MECHANISM(0x1f66c1, 0x6fb0ff),
    VCG(0xb85c00, 0xf0a04b),
    BOUND(0x0f7b55, 0x4fcf9f),
    PUBLISHED(0x7b3fb0, 0xc79bf2),

    PHASE_1(0xc9a2d6, 0xa67fb8),
    PHASE_2(0x6db1be, 0x5ba0ae),
    PHASE_3(0x86a9dc, 0x6c93cf),

    RISE(0x2f7fe0, 0x3f87e0),
    FALL(0xe0782f, 0xd9742e),

    ACTION_0(0x6b7480, 0x9aa3af),
    ACTION_1(0x1f66c1, 0x6fb0ff),
    ACTION_2(0xb85c00, 0xf0a04b),
    ACTION_3(0x0f7b55, 0x4fcf9f),
    ACTION_4(0x7b3fb0, 0xc79bf2),
    ACTION_5(0xb3305f, 0xf58fb3),
    ACTION_6(0x0b7285, 0x66cfe0),
    ACTION_7(0x7a6400, 0xd9c04a);

    /** How many actions can be told apart by colour. */
    public static final int ACTION_COUNT = 8;

    private final Color light;
    private final Color dark;

    Ink(int light, int dark) {
        this.light = new Color(light);
        this.dark = new Color(dark);
    }

    public static Ink phase(int k) {
        return valueOf("PHASE_" + (1 + k % 3));
    }

    public static Ink action(int a) {
        return valueOf("ACTION_" + a % ACTION_COUNT);
    }

    /** The colour on paper. */
    public Color light() {
        return light;
    }

    /** The style sheet's variable, three numbers: {@code rgb(var(--mechanism))}. */
    public String variable() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How a style sheet names the colour. */
    public String css() {
        return "rgb(var(" + variable() + "))";
    }

    /** All variables for both kinds of screen. */
    public static String variables() {
        return ":root {" + declarations(false) + "}\n@media (prefers-color-scheme: dark) {:root {" + declarations(true)
                + "}}\n";
    }

    private static String declarations(boolean dark) {
        return Arrays.stream(values())
                .map(ink -> " " + ink.variable() + ": " + channels(dark ? ink.dark : ink.light, " ") + ";")
                .collect(Collectors.joining());
    }

    /** The colour on paper, for files. */
    public String hex() {
        return String.format(Locale.ROOT, "#%06x", light.getRGB() & 0xffffff);
    }

    private static String channels(Color color, String between) {
        return color.getRed() + between + color.getGreen() + between + color.getBlue();
    }
}
