package org.dynama.study.sweep;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A sweep's results as tables of LaTeX, for a paper: rules by the package booktabs, nothing else. */
final class SweepLatex {
    private static final Pattern STARS = Pattern.compile("\\*\\*(.*?)\\*\\*");
    private static final Map<Character, String> ESCAPES = Map.ofEntries(
            Map.entry('\\', "\\textbackslash{}"),
            Map.entry('~', "\\textasciitilde{}"),
            Map.entry('^', "\\textasciicircum{}"),
            Map.entry('\u00b1', "$\\pm$"),
            Map.entry('\u2212', "$-$"),
            Map.entry('\u00d7', "$\\times$"),
            Map.entry('\u00a0', "~"),
            Map.entry('<', "$<$"),
            Map.entry('>', "$>$"),
            Map.entry('|', "$|$"));

    private SweepLatex() {}

    /** The cells, and what they have in common over seeds where there are several. */
    static String of(SweepTable table) {
        List<List<String>> rows = SweepMarkdown.rows(table);
        OverSeeds seeds = new OverSeeds(table);
        return "% needs \\usepackage{booktabs}\n"
                + tabular(table.name(), rows.get(0), rows.subList(1, rows.size()))
                + (seeds.isEmpty() ? "" : "\n" + tabular(table.name() + ", over seeds", seeds.head(), seeds.rows()));
    }

    private static String tabular(String caption, List<String> head, List<List<String>> rows) {
        return "\\begin{table}\n\\centering\n\\caption{" + escaped(caption) + "}\n\\begin{tabular}{l"
                + "r".repeat(head.size() - 1) + "}\n\\toprule\n" + line(head) + "\\midrule\n"
                + rows.stream().map(SweepLatex::line).collect(Collectors.joining())
                + "\\bottomrule\n\\end{tabular}\n\\end{table}\n";
    }

    private static String line(List<String> cells) {
        return cells.stream().map(SweepLatex::cell).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    /** Braces keep a bracket at the beginning of a line from being an option of the line before. */
    private static String cell(String text) {
        Matcher bold = STARS.matcher(text);
        StringBuilder cell = new StringBuilder();
        int at = 0;
        while (bold.find()) {
            cell.append(escaped(text.substring(at, bold.start())))
                    .append("\\textbf{")
                    .append(escaped(bold.group(1)))
                    .append('}');
            at = bold.end();
        }
        cell.append(escaped(text.substring(at)));
        return cell.indexOf("[") == 0 ? "{" + cell + "}" : cell.toString();
    }

    /** A text without a meaning to LaTeX. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            String known = ESCAPES.get(c);
            escaped.append(known != null ? known : "&%$#_{}".indexOf(c) >= 0 ? "\\" + c : "" + c);
        }
        return escaped.toString();
    }
}
