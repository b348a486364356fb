package org.dynama.ama.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.ama.search.EstimatorErrors;
import org.dynama.ama.search.ObjectiveLine;
import org.dynama.ama.study.SmoothingRecord;
import org.dynama.page.Drawings;
import org.dynama.page.Figure;
import org.dynama.page.Grid;
import org.dynama.page.Numbers;
import org.dynama.study.View;
import org.jspecify.annotations.Nullable;

/** What a terminal and a page show of smoothing: the hard objective is the limit on the left. */
public final class SmoothingView {
    private SmoothingView() {}

    /** The figures of a record, and its rows. */
    public static View of(SmoothingRecord record) {
        List<Grid> results = new ArrayList<>(List.of(rows(record)));
        List<Figure> figures = new ArrayList<>(List.of(SmoothingFigures.limit(record)));
        List<View.Section> sections = new ArrayList<>();
        sections.add(new View.Section(
                Character.toUpperCase(record.wanted().charAt(0))
                        + record.wanted().substring(1) + " against temperature",
                Drawings.markup(figures.get(0))));
        List<SmoothingRecord.Rate> rates = record.rates();
        if (rates != null) {
            results.add(rates(rates));
        }
        // Where an entropy changes nothing, as VCG's revenue from one agent, there is nothing to draw.
        if (rates != null && rates.stream().anyMatch(rate -> !rate.points().isEmpty())) {
            Figure figure = SmoothingFigures.rates(rates);
            figures.add(figure);
            String note =
                    "In one profile, the one with the median gap among the first 101, the difference that an entropy"
                            + " makes falls exponentially in the inverse temperature. Dashed: the bound of Weed (2018), Corollary 9,"
                            + " for the joint entropy, from where it holds. The mean over profiles falls more slowly, since some are"
                            + " as near to a tie as one likes.";
            sections.add(new View.Section("How fast one profile's tends to it", Drawings.markup(figure), note));
        }
        EstimatorErrors gradients = record.gradients();
        if (gradients != null) {
            results.add(gradients(gradients));
            Figure figure = SmoothingFigures.gradients(gradients);
            figures.add(figure);
            String note = "In the coordinates " + gradients.coordinates() + ", on "
                    + Numbers.count(gradients.profiles())
                    + " profiles, " + gradients.perEstimate() + " an estimate; the gradient itself " + gradients.exact()
                    + ", to " + Numbers.percent(gradients.uncertainty()) + ". Everything as a share of its norm, "
                    + Numbers.plain(gradients.norm()) + ".";
            sections.add(new View.Section("Bias and variance of gradients", Drawings.markup(figure), note));
        }
        ObjectiveLine line = record.line();
        if (line != null) {
            results.add(line(line));
            Figure figure = SmoothingFigures.line(line, record.wanted());
            figures.add(figure);
            String note =
                    "Of " + line.coordinate() + ", relative to the rewards at stake. One profile's objective jumps"
                            + " where its policy changes; the mean over types with a density is differentiable almost everywhere"
                            + " (Theorem 4.1 and Lemma 4.2).";
            sections.add(new View.Section("The objective along a boost", Drawings.markup(figure), note));
        }
        return new View(
                record.environment() + ": what entropy does to " + record.wanted(),
                "",
                record.notes(),
                results,
                sections,
                figures,
                Map.of());
    }

    private static Grid rows(SmoothingRecord record) {
        return new Grid(
                List.of("mechanism", "entropy", "temperature", record.wanted(), "difference", "without entropy"),
                record.rows().stream()
                        .map(row -> List.of(
                                row.mechanism(),
                                row.entropy(),
                                Numbers.plain(row.temperature()),
                                Numbers.estimate(
                                        row.revenue().mean(), row.revenue().standardError()),
                                Numbers.estimate(
                                        row.difference().mean(),
                                        row.difference().standardError()),
                                Numbers.mean(row.hard().mean(), row.hard().standardError())))
                        .toList(),
                2);
    }

    private static Grid rates(List<SmoothingRecord.Rate> rates) {
        return new Grid(
                List.of("mechanism", "entropy", "profile", "gap", "slope of the logarithm", "the bound's slope"),
                rates.stream()
                        .map(rate -> List.of(
                                rate.mechanism(),
                                rate.entropy(),
                                String.valueOf(rate.profile()),
                                orUnknown(rate.gap()),
                                orUnknown(rate.slope()),
                                orUnknown(rate.boundSlope())))
                        .toList(),
                2);
    }

    private static String orUnknown(@Nullable Double number) {
        return number == null ? "-" : Numbers.plain(number);
    }

    private static Grid gradients(EstimatorErrors gradients) {
        return new Grid(
                List.of("gradient by", "smoothing", "bias, %", "standard deviation, %"),
                gradients.rows().stream()
                        .map(row -> List.of(
                                row.estimator(),
                                Numbers.plain(row.smoothing()),
                                Numbers.estimate(100 * row.bias(), 100 * row.biasError()),
                                Numbers.plain(Math.round(1000 * row.deviation()) / 10.0)))
                        .toList(),
                1);
    }

    private static Grid line(ObjectiveLine line) {
        double apart = line.offsets().get(1) - line.offsets().get(0);
        return new Grid(
                List.of("mean over profiles", "largest step along the boost", "beside the boost's step"),
                line.curves().stream()
                        .map(curve -> List.of(
                                Numbers.count(curve.profiles()),
                                Numbers.plain(curve.largestStep()),
                                Numbers.plain(curve.largestStep() / apart)))
                        .toList(),
                0);
    }
}
