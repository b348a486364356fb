package org.dynama.world.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dynama.refusal.Refusal;

/** The formats that a market can be imported from. */
public enum ImportFormat {
    /** A transition table of Gymnasium, as JSON. */
    GYMNASIUM,
    /** Explicit files of PRISM: {@code .tra}, {@code .lab}, {@code .sta}, {@code .srew}, {@code .trew}. */
    PRISM,
    /** Explicit files of Storm: {@code .tra}, {@code .lab}, {@code .rew}. */
    STORM,
    /** Cassandra's {@code .MDP}, and {@code .POMDP} without observations. */
    CASSANDRA,
    /** Bids of the Combinatorial Auction Test Suite. */
    CATS;

    private static final int BEGINNING = 64;

    /** PRISM's first line: the numbers of states, of choices where there are any, and of transitions. */
    private static final Pattern COUNTS = Pattern.compile("\\s*\\d+[ \t]+\\d+([ \t]+\\d+)?[ \t\r]*(\n|$)");

    /** What the format is called on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format with a name.
     *
     * @throws Refusal if there is none
     */
    public static ImportFormat named(String word) {
        List<String> known = Arrays.stream(values()).map(ImportFormat::word).toList();
        if (!known.contains(word)) {
            throw Refusal.of("--format " + word + " is not known", "Known are " + String.join(", ", known) + ".");
        }
        return values()[known.indexOf(word)];
    }

    /**
     * The format of some files, by the endings of their names, and of transitions by how they begin.
     *
     * @throws Refusal if no ending tells
     */
    public static ImportFormat of(List<Path> files) {
        for (Path file : files) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "json" -> {
                    return GYMNASIUM;
                }
                case "mdp", "pomdp" -> {
                    return CASSANDRA;
                }
                case "cats" -> {
                    return CATS;
                }
                case "tra" -> {
                    return COUNTS.matcher(beginning(file)).lookingAt() ? PRISM : STORM;
                }
                default -> {
                    // Another file may tell.
                }
            }
        }
        List<String> known = Arrays.stream(values()).map(ImportFormat::word).toList();
        throw Refusal.of(
                "the endings of the files do not tell their format: " + files.get(0),
                "Add --format, one of " + String.join(", ", known) + ".");
    }

    private static String beginning(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            // Whoever reads all of it says why.
            return "";
        }
    }
}
