package org.dynama.study.sweep;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dynama.page.Tex;

/** A sweep's results as tables of LaTeX, for a paper: rules by the package booktabs, nothing else. */
final class SweepLatex {
    private static final Pattern STARS = Pattern.compile("\\*\\*(.*?)\\*\\*");

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
        return "\\begin{table}\n\\centering\n\\caption{" + Tex.escaped(caption) + "}\n\\begin{tabular}{l"
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
            cell.append(Tex.escaped(text.substring(at, bold.start())))
                    .append("\\textbf{")
                    .append(Tex.escaped(bold.group(1)))
                    .append('}');
            at = bold.end();
        }
        cell.append(Tex.escaped(text.substring(at)));
        return cell.indexOf("[") == 0 ? "{" + cell + "}" : cell.toString();
    }
}
