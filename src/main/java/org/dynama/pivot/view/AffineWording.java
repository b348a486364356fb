package org.dynama.pivot.view;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dynama.page.Grid;
import org.dynama.page.Numbers;
import org.dynama.pivot.study.AffineResult;

/** Weights and boosts in words. */
public final class AffineWording {
    private AffineWording() {}

    /** Each agent with her weight, to the last digit. */
    public static String weights(AffineResult affine) {
        return affine.weights().entrySet().stream()
                .map(weight -> weight.getKey() + " " + exact(weight.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Each boost with its place, to the last digit. */
    public static String boosts(AffineResult affine) {
        return affine.boosts().stream()
                .map(boost -> boost.place() + " " + exact(boost.boost()))
                .collect(Collectors.joining("; "));
    }

    private static String exact(double amount) {
        return BigDecimal.valueOf(amount).stripTrailingZeros().toPlainString();
    }

    /** What they earn beside the pivot mechanism. */
    static String revenue(AffineResult affine, double welfare) {
        double more = affine.revenue() - affine.pivotRevenue();
        String by = Math.abs(more) <= 1e-12 * Math.abs(affine.pivotRevenue())
                ? "as in the pivot mechanism"
                : Numbers.plain(Math.abs(more)) + (more > 0 ? " more" : " less") + " than in the pivot mechanism ("
                        + Numbers.plain(affine.pivotRevenue()) + "), at a cost of "
                        + Numbers.plain(Math.max(0, affine.pivotWelfare() - welfare)) + " of welfare";
        String found =
                affine.evaluations() == 0 ? "" : ", the best of " + Numbers.count(affine.evaluations()) + " trials";
        return " With these weights and boosts" + found + ", agents pay " + Numbers.plain(affine.revenue()) + ": " + by
                + ".";
    }

    /** What decides, as a note. */
    static String note() {
        return "decisions are those of the most welfare with agents' weights and actions' boosts; all amounts are money,"
                + " without either";
    }

    /** Weights, then boosts. */
    static Grid grid(AffineResult affine) {
        List<List<String>> rows = new ArrayList<>();
        affine.weights().forEach((agent, weight) -> rows.add(List.of("weight of " + agent, Numbers.plain(weight))));
        affine.boosts().forEach(boost -> rows.add(List.of("boost of " + boost.place(), Numbers.plain(boost.boost()))));
        return new Grid(List.of("what decides", "amount"), rows, 1);
    }
}
