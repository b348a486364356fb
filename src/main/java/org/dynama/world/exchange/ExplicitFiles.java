package org.dynama.world.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dynama.config.Faults;
import org.dynama.config.Nearest;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads the explicit files of PRISM and Storm together: transitions, and beside them labels, rewards and states' values. */
final class ExplicitFiles {
    private static final String INITIAL = "init";

    private final Faults faults;
    private final List<Path> files;
    private final boolean isPrism;
    private final List<String> notes = new ArrayList<>();

    private ExplicitFiles(List<Path> files, boolean isPrism, Faults faults) {
        this.files = files;
        this.isPrism = isPrism;
        this.faults = faults;
    }

    /**
     * The model of some files.
     *
     * @param ends labels of states in which runs end, and nothing is earned any more
     */
    static ExplicitModel read(List<Path> files, boolean isPrism, List<String> ends, Faults faults) {
        return new ExplicitFiles(files, isPrism, faults).model(ends);
    }

    private ExplicitModel model(List<String> ends) {
        Path main = one(".tra");
        if (main == null) {
            throw Refusal.of("no file of transitions is given", "Name the .tra file, too.");
        }
        refuseOthers();
        noteUnread(main);
        TransitionLines transitions = TransitionLines.of(SourceText.read(main, faults), isPrism);
        int count = transitions.rows().size();
        Path labelled = one(".lab");
        Map<String, BitSet> labels =
                labelled == null ? Map.of() : LabelLines.read(SourceText.read(labelled, faults), count);
        Path valued = one(".sta");
        List<String> states = Names.numbers(count);
        if (valued != null) {
            states = StateLines.read(SourceText.read(valued, faults), count);
        }
        String stem = stem(main);
        Map<String, List<RewardLines>> rewards = new LinkedHashMap<>();
        for (Path file : files) {
            if (isRewards(file)) {
                String structure = stem(file).equals(stem) ? ExplicitModel.REWARD : stem(file);
                RewardLines read = RewardLines.read(SourceText.read(file, faults), structure, transitions, isPrism);
                rewards.computeIfAbsent(read.structure(), name -> new ArrayList<>())
                        .add(read);
            }
        }
        BitSet ended = ended(labels, ends);
        faults.throwIfAny();
        List<ModelChoice> choices = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            choices.addAll(choices(s, transitions.rows().get(s), rewards, ended.get(s)));
        }
        SparseRow initial = initial(labels, states.get(0));
        return new ExplicitModel(stem, states, choices, initial, Double.NaN, "", List.copyOf(rewards.keySet()), notes);
    }

    private @Nullable Path one(String ending) {
        List<Path> found =
                files.stream().filter(file -> file.toString().endsWith(ending)).toList();
        if (found.size() > 1) {
            throw Refusal.of(
                    "two files end with " + ending + ": " + found.get(0) + " and " + found.get(1), "Name one.");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static boolean isRewards(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).contains("rew");
    }

    private void refuseOthers() {
        for (Path file : files) {
            if (!isRewards(file) && !file.toString().matches("(?s).*\\.(tra|lab|sta)")) {
                throw Refusal.of(
                        file + " is no explicit file by its ending",
                        "Known are .tra, .lab, .sta, .rew, .srew and .trew.");
            }
        }
    }

    /** Says what lies beside the transitions and was not named: without its rewards a model is worth nothing. */
    private void noteUnread(Path main) {
        Path folder = main.toAbsolutePath().resolveSibling("");
        String whole = String.valueOf(main.getFileName());
        String name = Pattern.quote(whole.substring(0, whole.length() - ".tra".length()))
                + "\\.(lab|sta|[st]rew|([a-z]+\\.)?rew)";
        Set<Path> named = new HashSet<>();
        files.forEach(file -> named.add(file.toAbsolutePath().normalize()));
        List<String> unread;
        try (Stream<Path> beside = Files.list(folder)) {
            unread = beside.filter(file -> !named.contains(file.normalize()))
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.matches(name))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException hidden) {
            // A folder that may not be listed may hold files that can be read.
            return;
        }
        if (!unread.isEmpty()) {
            notes.add(String.join(", ", unread) + " beside " + main.getFileName()
                    + (unread.size() == 1 ? " is" : " are") + " not read: only files that are named are");
        } else if (files.stream().noneMatch(ExplicitFiles::isRewards)) {
            notes.add("No file of rewards is named, so that nothing is worth anything");
        }
    }

    /** The name of a file without folder and endings. */
    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.indexOf('.') > 0 ? name.substring(0, name.indexOf('.')) : name;
    }

    private static BitSet ended(Map<String, BitSet> labels, List<String> ends) {
        BitSet ended = new BitSet();
        for (String end : ends) {
            BitSet states = labels.get(end);
            if (states == null) {
                String nearest = Nearest.of(end, labels.keySet());
                throw Refusal.of(
                        "--end " + end + " is no label of the model",
                        nearest.isEmpty()
                                ? "Known are " + String.join(", ", labels.keySet()) + "."
                                : "Maybe " + nearest + ".");
            }
            ended.or(states);
        }
        return ended;
    }

    private static List<ModelChoice> choices(
            int state, Map<Integer, TransitionLines.Row> rows, Map<String, List<RewardLines>> rewards, boolean ended) {
        if (rows.isEmpty() || ended) {
            return List.of(ModelChoice.ending(state, "end"));
        }
        List<ModelChoice> choices = new ArrayList<>();
        Set<String> known = new HashSet<>();
        new TreeMap<>(rows).forEach((k, row) -> {
            String name = row.action().isEmpty() ? String.valueOf(k) : row.action();
            for (int again = 2; !known.add(name); again++) {
                name = row.action() + " " + again;
            }
            Map<String, Double> earned = new LinkedHashMap<>();
            rewards.forEach((structure, parts) -> earned.put(
                    structure,
                    parts.stream()
                            .mapToDouble(part -> part.earned(state, k, row.next()))
                            .sum()));
            choices.add(new ModelChoice(state, name, row.next(), earned));
        });
        return choices;
    }

    private SparseRow initial(Map<String, BitSet> labels, String first) {
        BitSet states = labels.getOrDefault(INITIAL, new BitSet());
        SparseRow initial = new SparseRow();
        if (states.isEmpty()) {
            notes.add("No state is labelled init, so runs start in state " + first);
            states.set(0);
        } else if (states.cardinality() > 1) {
            notes.add("Runs start in one of " + states.cardinality() + " states labelled init, each as likely");
        }
        states.stream().forEach(s -> initial.set(s, 1.0 / states.cardinality()));
        return initial;
    }
}
