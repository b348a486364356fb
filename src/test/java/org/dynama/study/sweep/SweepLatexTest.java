package org.dynama.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dynama.page.Tex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table for a paper says what the others say, and nothing in it means something else to LaTeX. */
class SweepLatexTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a_b & 5 %, a\\_b \\& 5 \\%",
        "$x^2 # {y}~, \\$x\\textasciicircum{}2 \\# \\{y\\}\\textasciitilde{}",
        "C:\\new, C:\\textbackslash{}new",
        "0.5 ± 0.1 <−1>, 0.5 $\\pm$ 0.1 $<$$-$1$>$",
    })
    void nothingIsACommand(String text, String escaped) {
        assertThat(Tex.escaped(text)).isEqualTo(escaped);
    }

    @Test
    void theTableHasARowForEachCell() {
        SweepTable table = new SweepTable(
                "my_sweep",
                List.of(
                        SweepRow.waiting(new SweepCell("first_cell", Map.of(), Map.of())),
                        SweepRow.failed(new SweepCell("[2]", Map.of(), Map.of()), "100 % wrong")));
        assertThat(SweepLatex.of(table)).isEqualTo("""
                % needs \\usepackage{booktabs}
                \\begin{table}
                \\centering
                \\caption{my\\_sweep}
                \\begin{tabular}{lrr}
                \\toprule
                cell & \\textbf{ours} & seconds \\\\
                \\midrule
                first\\_cell & waiting &  \\\\
                {[2]} & failed &  \\\\
                \\bottomrule
                \\end{tabular}
                \\end{table}
                """);
    }
}
