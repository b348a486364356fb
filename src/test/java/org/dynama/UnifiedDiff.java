package org.dynama;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The change of one file, as {@code diff -u} writes it. Its lines must be in the source as they stand, and in one place;
 * line numbers may be old.
 *
 * @param path from the folder of the source
 * @param creates whether there is no such file before
 */
record UnifiedDiff(String path, boolean creates, List<Hunk> hunks) {
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@.*");
    private static final String OLD = "--- ";
    private static final String NEW = "+++ b/";

    /** Lines that follow one another, before and after. */
    record Hunk(List<String> before, List<String> after) {}

    /** All changes that a text holds one after the other. */
    static List<UnifiedDiff> parse(String text) {
        List<UnifiedDiff> diffs = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int k = 0;
        while (k < lines.size()) {
            assertThat(lines.get(k)).startsWith(OLD);
            assertThat(lines.get(k + 1)).startsWith(NEW);
            boolean creates = lines.get(k).equals(OLD + "/dev/null");
            UnifiedDiff diff = new UnifiedDiff(lines.get(k + 1).substring(NEW.length()), creates, new ArrayList<>());
            k += 2;
            while (k < lines.size() && lines.get(k).startsWith("@@ ")) {
                k = diff.read(lines, k);
            }
            diffs.add(diff);
        }
        return diffs;
    }

    /** Reads the hunk that begins at a line; returns the line after it. */
    private int read(List<String> lines, int at) {
        Matcher head = HUNK.matcher(lines.get(at));
        assertThat(head.matches()).as(lines.get(at)).isTrue();
        int before = count(head.group(1));
        int after = count(head.group(2));
        Hunk hunk = new Hunk(new ArrayList<>(), new ArrayList<>());
        int k = at + 1;
        while (hunk.before.size() < before || hunk.after.size() < after) {
            // Editors take the space from an empty line of context.
            String line = lines.get(k).isEmpty() ? " " : lines.get(k);
            String content = line.substring(1);
            switch (line.charAt(0)) {
                case '-' -> hunk.before.add(content);
                case '+' -> hunk.after.add(content);
                default -> {
                    assertThat(line).as("context of " + path).startsWith(" ");
                    hunk.before.add(content);
                    hunk.after.add(content);
                }
            }
            k++;
        }
        assertThat(hunk.before).as("lines before " + lines.get(at)).hasSize(before);
        assertThat(hunk.after).as("lines after " + lines.get(at)).hasSize(after);
        hunks.add(hunk);
        return k;
    }

    private static int count(String group) {
        return group == null ? 1 : Integer.parseInt(group);
    }

    /** The file's lines with the change. */
    List<String> apply(List<String> source) {
        if (creates) {
            assertThat(source).as(path + " is new").isEmpty();
            return hunks.get(0).after;
        }
        List<String> changed = new ArrayList<>(source);
        for (Hunk hunk : hunks) {
            int at = Collections.indexOfSubList(changed, hunk.before);
            assertThat(at)
                    .as("%s must hold%n%s", path, String.join("\n", hunk.before))
                    .isNotNegative();
            assertThat(Collections.lastIndexOfSubList(changed, hunk.before))
                    .as("%s must hold in one place only%n%s", path, String.join("\n", hunk.before))
                    .isEqualTo(at);
            List<String> place = changed.subList(at, at + hunk.before.size());
            place.clear();
            place.addAll(hunk.after);
        }
        return changed;
    }
}
