package org.dynama.study.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dynama.page.Numbers;
import org.dynama.study.Headline;
import org.dynama.study.Table;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's cells that differ in nothing but their seeds, taken together: mean, standard deviation and range of what they are
 * compared by, and differences from the first such group, paired by seed.
 */
final class OverSeeds {
    private static final List<String> SEEDS = List.of("seed", "evaluation.seed", "simulation.seed");

    private final List<Group> groups = new ArrayList<>();

    /**
     * Cells alike but for their seeds.
     *
     * @param label what they have in common; {@code all} where they have nothing else
     * @param bySeed their numbers
     */
    record Group(String label, String quantity, boolean isMinimized, Map<List<JsonNode>, Double> bySeed) {
        int count() {
            return bySeed.size();
        }

        double mean() {
            return bySeed.values().stream().mapToDouble(x -> x).sum() / count();
        }

        /** Over seeds; NaN for one. */
        double deviation() {
            double mean = mean();
            double squares = bySeed.values().stream()
                    .mapToDouble(x -> (x - mean) * (x - mean))
                    .sum();
            return Math.sqrt(squares / (count() - 1));
        }

        double least() {
            return bySeed.values().stream().mapToDouble(x -> x).min().orElse(Double.NaN);
        }

        double most() {
            return bySeed.values().stream().mapToDouble(x -> x).max().orElse(Double.NaN);
        }

        /** How much more than another group's, seed by seed; null where fewer than two seeds are in both. */
        @Nullable
        Group less(Group other) {
            Map<List<JsonNode>, Double> differences = new LinkedHashMap<>();
            bySeed.forEach((seed, value) -> {
                Double theirs = other.bySeed.get(seed);
                if (theirs != null) {
                    differences.put(seed, value - theirs);
                }
            });
            boolean isAlike = quantity.equals(other.quantity);
            return isAlike && differences.size() > 1 ? new Group(label, quantity, isMinimized, differences) : null;
        }

        /** The mean with its standard error over seeds. */
        String estimate() {
            return Numbers.estimate(mean(), deviation() / Math.sqrt(count()));
        }
    }

    /** The groups of the cells that are done. */
    OverSeeds(SweepTable table) {
        List<String> seeds = table.keys().stream().filter(SEEDS::contains).toList();
        Map<String, Group> byLabel = new LinkedHashMap<>();
        for (SweepRow row : table.rows()) {
            Headline headline = row.headline();
            boolean isPruned = row.status() == SweepRow.Status.PRUNED;
            if (seeds.isEmpty() || isPruned || headline == null || Double.isNaN(headline.mean())) {
                continue;
            }
            String label = table.keys().stream()
                    .filter(key ->
                            !SEEDS.contains(key) && !row.cell().value(key).isEmpty())
                    .map(key -> SweepPage.shortName(key) + " " + row.cell().value(key))
                    .collect(Collectors.joining(", "));
            Group group = byLabel.computeIfAbsent(
                    label + "|" + headline.quantity(),
                    known -> new Group(
                            label.isEmpty() ? "all" : label,
                            headline.quantity(),
                            headline.isMinimized(),
                            new LinkedHashMap<>()));
            List<JsonNode> seed = seeds.stream()
                    .map(key -> Objects.requireNonNull(row.cell().values().get(key)))
                    .toList();
            group.bySeed().put(seed, headline.mean());
        }
        byLabel.values().stream().filter(group -> group.count() > 1).forEach(groups::add);
    }

    /** Whether no two cells differ in nothing but their seeds. */
    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The group whose mean is the best, in a sentence: the best of single cells would be the luckiest seed. */
    String best() {
        Group best = groups.stream()
                .reduce((first, next) -> (next.mean() > first.mean()) ^ next.isMinimized() ? next : first)
                .orElseThrow();
        return "Best over seeds: " + best.label() + ", mean " + best.quantity() + " " + best.estimate() + " of "
                + best.count() + " seeds.";
    }

    /** For programs: {@code group}, {@code quantity}, {@code seeds}, {@code mean}, {@code deviation}, {@code least}, {@code most}. */
    Table table() {
        Table table = new Table("group");
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            Group paired = paired(g);
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            columns.put("group", group.label());
            columns.put("quantity", group.quantity());
            columns.put("seeds", group.count());
            columns.put("mean", group.mean());
            columns.put("deviation", group.deviation());
            columns.put("least", group.least());
            columns.put("most", group.most());
            columns.put("difference", paired == null ? null : (Double) paired.mean());
            columns.put(
                    "differenceError",
                    paired == null ? null : (Double) (paired.deviation() / Math.sqrt(paired.count())));
            table.add(columns);
        }
        return table;
    }

    /** Differences from the first group; null for the first one itself, and where too few seeds are in both. */
    private @Nullable Group paired(int group) {
        return group == 0 ? null : groups.get(group).less(groups.get(0));
    }

    /** The head of {@link #rows}. */
    List<String> head() {
        List<String> head =
                new ArrayList<>(List.of("over seeds", "seeds", "mean", "standard deviation", "least to most"));
        if (groups.size() > 1) {
            head.add("more than " + groups.get(0).label() + ", paired");
        }
        return head;
    }

    /** For people, a row for each group. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            double error = group.deviation() / Math.sqrt(group.count());
            List<String> row = new ArrayList<>(List.of(
                    group.label(),
                    "" + group.count(),
                    group.estimate(),
                    Numbers.error(group.deviation()),
                    Numbers.mean(group.least(), error) + " to " + Numbers.mean(group.most(), error)));
            if (groups.size() > 1) {
                Group paired = paired(g);
                row.add(paired == null ? "" : paired.estimate());
            }
            rows.add(row);
        }
        return rows;
    }
}
