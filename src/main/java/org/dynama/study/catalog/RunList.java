package org.dynama.study.catalog;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.dynama.page.Grid;
import org.dynama.page.Numbers;
import org.dynama.study.Headline;
import org.dynama.study.RunFolder;
import org.dynama.study.Table;
import org.dynama.study.sweep.SweepFolder;

/** Runs and sweeps as tables, and their removal. */
public record RunList(List<ListedRun> runs) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    public RunList {
        runs = List.copyOf(runs);
    }

    /** How a list is sorted. */
    public enum Order {
        PATH(Comparator.comparing(ListedRun::path)),
        /** The latest first. */
        CHANGED(Comparator.comparing(ListedRun::changed).reversed()),
        /** The longest first; those whose time is not known last. */
        SECONDS(Comparator.comparingDouble((ListedRun run) -> run.seconds() == null ? -1 : run.seconds())
                .reversed()),
        /** The largest first. */
        BYTES(Comparator.comparingLong(ListedRun::bytes).reversed());

        @SuppressWarnings("ImmutableEnumChecker") // It holds nothing that changes.
        private final Comparator<ListedRun> comparator;

        Order(Comparator<ListedRun> comparator) {
            this.comparator = comparator;
        }
    }

    /** The same runs in another order. */
    public RunList sorted(Order order) {
        return new RunList(runs.stream().sorted(order.comparator).toList());
    }

    /** For programs: a row a run. */
    public Table table() {
        Table table = new Table(
                "path",
                "command",
                "name",
                "state",
                "quantity",
                "mean",
                "standardError",
                "says",
                "seconds",
                "bytes",
                "changed");
        for (ListedRun run : runs) {
            Headline headline = run.headline();
            table.add(
                    run.path().toString(),
                    run.command(),
                    run.name(),
                    run.state().toString(),
                    headline == null ? null : headline.quantity(),
                    headline == null ? null : headline.mean(),
                    headline == null ? null : headline.standardError(),
                    run.says(),
                    run.seconds(),
                    run.bytes(),
                    run.changed().toString());
        }
        return table;
    }

    /** For people: aligned lines of plain text, and below them why what is damaged cannot be read. */
    public String text() {
        List<List<String>> rows = new ArrayList<>();
        StringBuilder damaged = new StringBuilder();
        for (ListedRun run : runs) {
            Double seconds = run.seconds();
            boolean isDamaged = run.state() == RunState.DAMAGED;
            if (isDamaged) {
                damaged.append("  ").append(run.says()).append('\n');
            }
            rows.add(List.of(
                    run.path().toString(),
                    run.command(),
                    run.state().toString(),
                    isDamaged ? "" : run.result(),
                    seconds == null ? "" : Numbers.seconds(seconds),
                    Numbers.bytes(run.bytes()),
                    LocalDateTime.ofInstant(run.changed(), ZoneId.systemDefault())
                            .format(MINUTES)));
        }
        return new Grid(List.of("run", "command", "state", "result", "time", "size", "changed"), rows, 4)
                        .text(Integer.MAX_VALUE)
                + damaged;
    }

    /**
     * Removes the runs, but for those that are at work.
     *
     * @param isDry whether nothing is to happen yet
     * @param told of each, with the files of its folder that stay
     * @return those that are removed
     */
    public RunList removed(boolean isDry, BiConsumer<ListedRun, List<Path>> told) {
        List<ListedRun> removed = new ArrayList<>();
        for (ListedRun run : runs) {
            if (run.state() == RunState.RUNNING) {
                continue;
            }
            boolean isSweep = SweepFolder.isAt(run.path());
            told.accept(
                    run, isDry ? List.of() : isSweep ? SweepFolder.remove(run.path()) : RunFolder.remove(run.path()));
            removed.add(run);
        }
        return new RunList(removed);
    }
}
