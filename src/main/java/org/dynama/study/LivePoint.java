package org.dynama.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A point of a curve that a run at work draws, as a line of {@code checkpoint/live.csv}.
 *
 * @param curve its name: {@code profit over step}, or {@code objective over step: coarse} where several share axes
 * @param x across
 * @param y up
 * @param low end of an interval around {@code y}; NaN where there is none
 * @param high its other end
 */
public record LivePoint(String curve, double x, double y, double low, double high) {
    static final String FILE = "live.csv";
    static final String HEAD = "curve,x,y,low,high\n";

    private static final int CELLS = 5;

    String line() {
        return Csv.line(List.of(curve, cell(x), cell(y), cell(low), cell(high)));
    }

    private static String cell(double number) {
        return Double.isNaN(number) ? "" : Double.toString(number);
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    /** Those that a run at work has left so far, in whole lines: what is half written is not there yet. */
    public static List<LivePoint> read(Path run) {
        String text;
        try {
            text = Files.readString(run.resolve(Checkpoint.FOLDER).resolve(FILE));
        } catch (IOException gone) {
            return List.of();
        }
        List<LivePoint> points = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().skip(1).toList()) {
            List<String> cells = Csv.cells(line);
            try {
                if (cells.size() == CELLS) {
                    points.add(of(cells));
                }
            } catch (NumberFormatException damaged) {
                // One point less.
            }
        }
        return points;
    }

    private static LivePoint of(List<String> cells) {
        return new LivePoint(
                cells.get(0),
                number(cells.get(1)),
                number(cells.get(2)),
                number(cells.get(3)),
                number(cells.get(4)));
    }
}
