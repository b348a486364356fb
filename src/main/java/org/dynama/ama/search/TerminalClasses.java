package org.dynama.ama.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.Transitions;
import org.dynama.world.Environment;

/**
 * The pairs that end a run, by what a run has then given: an ending is what each agent has got, and a class is what agents have
 * got whoever they are. Only pairs that end a run have boosts, and one for each class.
 *
 * <p>What is the same is read as finely as the world remembers: how many rewards of each distribution an agent has got; else how
 * many at all; else what is given to all together; else every pair is a class of its own.
 */
final class TerminalClasses {
    /** The stream's name, and the trace's. */
    static final String NAME = "terminal classes";

    private final int[] endingOf;
    private final int[] classOf;
    private final int[] examples;
    private final int size;
    /** The class in which nobody has anything; -1 without one. */
    private final int empty;

    private TerminalClasses(int[] endingOf, int[] classOf, int[] examples, int empty) {
        this.endingOf = endingOf;
        this.classOf = classOf;
        this.examples = examples;
        this.empty = empty;
        size = Arrays.stream(classOf).max().orElse(-1) + 1;
    }

    /** The classes of a deterministic, acyclic world. */
    static TerminalClasses of(Environment environment) {
        for (ContentReading reading : ContentReading.values()) {
            PathContents contents = PathContents.of(environment, reading);
            if (contents != null) {
                return of(environment, contents);
            }
        }
        throw new IllegalStateException("the last reading must always be consistent");
    }

    private static TerminalClasses of(Environment environment, PathContents contents) {
        Transitions transitions = environment.mdp().transitions();
        Map<List<Integer>, Integer> endings = new HashMap<>();
        Map<List<Integer>, Integer> classes = new HashMap<>();
        int[] endingOf = new int[transitions.pairs()];
        int[] classOf = new int[transitions.pairs()];
        int[] examples = new int[transitions.pairs()];
        int empty = -1;
        for (int pair = 0; pair < endingOf.length; pair++) {
            endingOf[pair] = -1;
            if (transitions.begin(pair) == transitions.end(pair)) {
                int[] content = contents.after(pair);
                List<Integer> nameless = contents.nameless(content);
                int known = classes.size();
                int place = classes.computeIfAbsent(nameless, key -> known);
                if (place == known) {
                    examples[place] = pair;
                    empty = nameless.stream().allMatch(count -> count == 0) ? place : empty;
                }
                int next = endings.size();
                endingOf[pair] =
                        endings.computeIfAbsent(IntStream.of(content).boxed().toList(), key -> next);
                classOf[endingOf[pair]] = place;
            }
        }
        return new TerminalClasses(
                endingOf, Arrays.copyOf(classOf, endings.size()), Arrays.copyOf(examples, classes.size()), empty);
    }

    /** By pair, its ending; -1 where it does not end a run. */
    int[] endingOf() {
        return endingOf.clone();
    }

    /** By ending, its class. */
    int[] classOf() {
        return classOf.clone();
    }

    /** The number of classes. */
    int size() {
        return size;
    }

    /** The class in which nobody has anything; -1 without one. */
    int empty() {
        return empty;
    }

    /** The first pair of a class. */
    int example(int place) {
        return examples[place];
    }

    /** A full table of boosts: those of classes where a run ends, zero elsewhere. */
    double[] spread(double[] boosts) {
        double[] table = new double[endingOf.length];
        Arrays.setAll(table, pair -> endingOf[pair] < 0 ? 0 : boosts[classOf[endingOf[pair]]]);
        return table;
    }

    /** The boosts of classes in a full table: those of each class's first pair. */
    double[] gather(double... table) {
        double[] boosts = new double[size];
        Arrays.setAll(boosts, place -> table[examples[place]]);
        return boosts;
    }
}
