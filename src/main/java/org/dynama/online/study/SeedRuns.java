package org.dynama.online.study;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The runs of a case, by seeds. */
interface SeedRuns {

    /** How many there are. */
    int size();

    /** One of them, whole. */
    SeedRun get(int k);

    /** Names of all curves that any of them has. */
    Set<String> columns();

    /** Names of all numbers of whole runs that any of them has. */
    Set<String> facts();

    /** A column of the curves of all; shape {@code [N][G]}, seeds and points of the grid. */
    double[][] column(String name);

    /** A number of a whole run; not a number where the run has none of that name. */
    double fact(int k, String name);

    /** Runs that are held. */
    static SeedRuns of(List<SeedRun> runs) {
        return new SeedRuns() {
            @Override
            public int size() {
                return runs.size();
            }

            @Override
            public SeedRun get(int k) {
                return runs.get(k);
            }

            @Override
            public Set<String> columns() {
                return runs.stream()
                        .flatMap(run -> run.curves().keySet().stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }

            @Override
            public Set<String> facts() {
                return runs.stream()
                        .flatMap(run -> run.facts().keySet().stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }

            @Override
            public double[][] column(String name) {
                return runs.stream().map(run -> run.curve(name).toArray()).toArray(double[][]::new);
            }

            @Override
            public double fact(int k, String name) {
                return runs.get(k).facts().getOrDefault(name, Double.NaN);
            }
        };
    }
}
