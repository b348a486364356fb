package org.dynama.ama.study;

import org.dynama.study.sweep.CellKind;
import org.dynama.study.sweep.Published;
import org.dynama.study.sweep.SweepCell;
import org.dynama.study.sweep.SweepRow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Cells that are searches, as {@code dynama search} runs them.
 *
 * <p>Columns: {@code objective} and {@code sense}; the mean and standard error of the mechanism, of VCG on the same profiles
 * and of the difference; {@code bound} and the share of it; {@code published.NAME} for each published column,
 * {@code publishedBest} and {@code beatsBy}; and {@code seconds}.
 */
public final class SearchCells implements CellKind<RunRecord> {
    @Override
    public Schema schema() {
        return Schema.spec();
    }

    @Override
    public void check(Document cell) {
        Spec.of(cell);
    }

    @Override
    public boolean hasPublished() {
        return true;
    }

    /** Environments can be large, so that each is built when it is needed. */
    @Override
    public RunRecord run(SweepCell cell, RunDirectory directory, Progress progress) {
        return new Run(Spec.of(cell.document()), directory, progress).search();
    }

    @Override
    public RunRecord read(RunDirectory directory) {
        return directory.readResult();
    }

    @Override
    public void putColumns(ObjectNode object, SweepRow<RunRecord> row, List<String> published) {
        RunRecord record = row.record();
        RunRecord.Result objective = record == null ? null : record.objective();
        object.put("objective", objective == null ? null : objective.name());
        object.put("sense", objective == null ? null : objective.sense());
        object.put("mean", objective == null ? null : (Double) objective.mean());
        object.put("standardError", objective == null ? null : (Double) objective.standardError());
        putMean(object, "vcg", record == null ? null : record.vcg());
        putMean(object, "difference", record == null ? null : record.difference());
        putBound(object, record == null ? null : record.bound());
        published.forEach(column ->
                object.put("published." + column, row.cell().published().get(column)));
        if (!published.isEmpty()) {
            object.put(
                    "publishedBest",
                    publishedBest(row).stream().boxed().findAny().orElse(null));
            object.put("beatsBy", beatsBy(row).stream().boxed().findAny().orElse(null));
        }
        object.put("seconds", record == null ? null : (Double) record.seconds().total());
    }

    private static void putMean(ObjectNode object, String name, RunRecord.@Nullable Mean mean) {
        object.put(name, mean == null ? null : (Double) mean.mean());
        object.put(name + "StandardError", mean == null ? null : (Double) mean.standardError());
    }

    private static void putBound(ObjectNode object, RunRecord.@Nullable Limit bound) {
        object.put("bound", bound == null ? null : (Double) bound.value());
        object.put("share", bound == null ? null : (Double) bound.share().mean());
        object.put(
                "shareStandardError",
                bound == null ? null : (Double) bound.share().standardError());
    }

    /** The best published mechanism, neither VCG nor a bound; empty where none is known or the cell is not done. */
    public static OptionalDouble publishedBest(SweepRow<RunRecord> row) {
        RunRecord record = row.record();
        if (record == null) {
            return OptionalDouble.empty();
        }
        DoubleStream rivals = row.cell().published().entrySet().stream()
                .filter(entry -> !Published.NO_RIVALS.contains(entry.getKey()))
                .mapToDouble(entry -> entry.getValue());
        return isMinimized(record) ? rivals.min() : rivals.max();
    }

    /** By how much ours is better than the best published one: positive is better, whether more or less is wanted. */
    public static OptionalDouble beatsBy(SweepRow<RunRecord> row) {
        RunRecord record = row.record();
        OptionalDouble best = publishedBest(row);
        if (record == null || best.isEmpty()) {
            return OptionalDouble.empty();
        }
        double more = record.objective().mean() - best.getAsDouble();
        return OptionalDouble.of(isMinimized(record) ? -more : more);
    }

    private static boolean isMinimized(RunRecord record) {
        return record.objective().sense().equals("min");
    }
}
