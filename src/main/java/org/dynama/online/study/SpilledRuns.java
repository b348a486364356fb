package org.dynama.online.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Episode;

/**
 * Runs whose curves lie in a file that goes when they are closed, so that memory hardly grows with seeds. What a run has
 * besides, a few numbers and the first one's episodes, is held.
 */
final class SpilledRuns implements AutoCloseable {
    private final FileChannel channel;
    private final List<Held> held = new ArrayList<>();
    private long end;

    /**
     * What is held of a run.
     *
     * @param at where its curves begin, column after column
     * @param columns shared with the run before where they are the same
     * @param names of facts, shared as well
     */
    private record Held(
            long seed,
            long at,
            List<String> columns,
            int points,
            List<String> names,
            Reals facts,
            List<Episode> episodes) {}

    /** No runs yet; a file that a killed program has left is overwritten. */
    SpilledRuns(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int size() {
        return held.size();
    }

    /** Adds a run, after all others. */
    void add(SeedRun run) {
        List<String> columns = List.copyOf(run.curves().keySet());
        List<String> names = List.copyOf(run.facts().keySet());
        if (!held.isEmpty()) {
            Held last = held.get(held.size() - 1);
            columns = columns.equals(last.columns) ? last.columns : columns;
            names = names.equals(last.names) ? last.names : names;
        }
        int points = run.curve(columns.get(0)).size();
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * points * columns.size());
        run.curves().values().forEach(curve -> curve.stream().forEach(bytes::putDouble));
        Reals facts = Reals.of(
                run.facts().values().stream().mapToDouble(Double::doubleValue).toArray());
        held.add(new Held(run.seed(), end, columns, points, names, facts, run.episodes()));
        bytes.flip();
        try {
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private double[] read(long at, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * count);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, at + bytes.position()) < 0) {
                    throw new IOException("the curves of runs end at " + at + ": has their file been cut?");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        double[] values = new double[count];
        bytes.flip().asDoubleBuffer().get(values);
        return values;
    }

    private double[] column(Held run, int column) {
        return read(run.at + (long) Double.BYTES * run.points * column, run.points);
    }

    /** The runs from one to another, excluded, each of which has the same columns. */
    SeedRuns between(int from, int to) {
        return new SeedRuns() {
            @Override
            public int size() {
                return to - from;
            }

            @Override
            public SeedRun get(int k) {
                Held run = held.get(from + k);
                Map<String, Reals> curves = new LinkedHashMap<>();
                for (int c = 0; c < run.columns.size(); c++) {
                    curves.put(run.columns.get(c), Reals.of(SpilledRuns.this.column(run, c)));
                }
                Map<String, Double> facts = new LinkedHashMap<>();
                for (int f = 0; f < run.names.size(); f++) {
                    facts.put(run.names.get(f), run.facts.get(f));
                }
                return new SeedRun(run.seed, curves, facts, run.episodes);
            }

            @Override
            public Set<String> columns() {
                Set<String> all = new LinkedHashSet<>();
                held.subList(from, to).forEach(run -> all.addAll(run.columns));
                return all;
            }

            @Override
            public Set<String> facts() {
                Set<String> all = new LinkedHashSet<>();
                held.subList(from, to).forEach(run -> all.addAll(run.names));
                return all;
            }

            @Override
            public double[][] column(String name) {
                double[][] all = new double[size()][];
                for (int k = 0; k < all.length; k++) {
                    Held run = held.get(from + k);
                    all[k] = SpilledRuns.this.column(run, run.columns.indexOf(name));
                }
                return all;
            }

            @Override
            public double fact(int k, String name) {
                int at = held.get(from + k).names.indexOf(name);
                return at < 0 ? Double.NaN : held.get(from + k).facts.get(at);
            }
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
