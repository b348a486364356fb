package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dynama.world.exchange.CassandraWords.Known;
import org.dynama.world.exchange.CassandraWords.Range;
import org.jspecify.annotations.Nullable;

/**
 * Reads Cassandra's {@code .MDP} files, and his {@code .POMDP} files where they declare no observations: {@code discount},
 * {@code values}, {@code states}, {@code actions}, {@code start}, {@code T:} and {@code R:}.
 */
final class CassandraFile {
    private final SourceText source;
    private final CassandraWords words;
    private final Set<String> given = new HashSet<>();
    private final SparseRow start = new SparseRow();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Known states;
    private @Nullable Known actions;
    private @Nullable CassandraTables tables;
    private double discount = Double.NaN;
    private double sign = 1;

    private CassandraFile(SourceText source) {
        this.source = source;
        words = new CassandraWords(source);
    }

    /** The model of a text; faults are added to the text's. */
    static ExplicitModel read(SourceText source, String name) {
        return new CassandraFile(source).model(name);
    }

    private ExplicitModel model(String name) {
        while (words.words().next()) {
            if (!words.isSection()) {
                String rule = "must be discount, values, states, actions, start, T or R, with a colon behind it";
                throw source.end(words.words().at(), words.words().word(), rule, "");
            }
            section(words.words().word());
        }
        CassandraTables read = tables();
        List<ModelChoice> choices = read.choices(sign);
        source.throwIfAny();
        if (start.size() == 0) {
            notes.add("The file does not say where runs start, so they start in each state with the same probability");
            include(new Range(0, states().size()));
            even();
        }
        return new ExplicitModel(
                name, states().names(), choices, start, discount, "", List.of(ExplicitModel.REWARD), notes);
    }

    private void section(String keyword) {
        int place = words.words().at();
        if (!keyword.equals("T") && !keyword.equals("R") && !given.add(keyword)) {
            source.fault(place, keyword, "stands twice", "Keep one of the two.");
        }
        if (keyword.equals("start")) {
            start();
            return;
        }
        words.colon();
        switch (keyword) {
            case "discount" -> discount = discount();
            case "values" -> sign = sign();
            case "states" -> states = names("state");
            case "actions" -> actions = names("action");
            case "T" -> tables().transitions();
            case "R" -> tables().rewards();
            default ->
                throw source.end(
                        place,
                        keyword,
                        "has no place here: whoever runs a market sees its public state",
                        "Maybe the fully observable process, without observations.");
        }
    }

    private double discount() {
        double read = words.number();
        if (!(read > 0 && read <= 1)) {
            source.fault(words.words().at(), words.words().word(), "must be a discount, above 0 and at most 1", "");
        }
        return read;
    }

    private double sign() {
        words.words().require("reward or cost");
        boolean isCost = words.words().is("cost");
        if (!isCost && !words.words().is("reward")) {
            source.fault(words.words().at(), words.words().word(), "must be reward or cost", "");
        }
        return isCost ? -1 : 1;
    }

    private Known names(String what) {
        int place = words.words().at();
        List<String> list = words.list();
        if (list.size() == 1 && list.get(0).matches("[0-9]{1,9}")) {
            int count = Integer.parseInt(list.get(0));
            if (count < 1 || count > GymnasiumTable.MOST_STATES) {
                String rule = "must be from 1 to " + GymnasiumTable.MOST_STATES + " " + what + "s";
                throw source.end(place, list.get(0), rule, "");
            }
            return Known.of(what, Names.numbers(count));
        }
        if (list.isEmpty()) {
            throw source.end(place, "", "begins a list of no " + what + "s", "Maybe " + what + "s: 2.");
        }
        for (String name : list) {
            if (!name.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
                source.fault(place, name, "is no name: names begin with a letter", "");
            }
        }
        return Known.of(what, Names.of(list, list.size(), what + "s", source));
    }

    private Known states() {
        return Objects.requireNonNull(states);
    }

    private CassandraTables tables() {
        if (states == null || actions == null) {
            String lacking = states == null ? "states" : "actions";
            throw source.end(words.words().at(), "", "stands where " + lacking + " must be declared already", "");
        }
        if (tables == null) {
            tables = new CassandraTables(words, states, actions, start);
        }
        return tables;
    }

    /** Probabilities, a state, all alike, or some alike. */
    private void start() {
        int place = words.words().at();
        if (states == null) {
            throw source.end(place, "start", "must stand behind the states", "");
        }
        boolean isList = !words.hasColon();
        boolean excludes = false;
        if (isList) {
            words.words().next();
            excludes = words.words().is("exclude");
            words.colon();
        }
        int behind = words.words().at() + 1;
        int count = words.list().size();
        words.words().back(behind);
        if (!isList && count == states.size() && count > 1) {
            belief(place);
            return;
        }
        boolean isUniform = !isList && count == 1 && isUniform(behind);
        if (isUniform || excludes) {
            include(new Range(0, states.size()));
        }
        for (int k = 0; k < count && !isUniform; k++) {
            Range range = words.range(states);
            for (int s = range.from(); s < range.to(); s++) {
                start.set(s, excludes ? 0 : 1);
            }
        }
        if (start.sum() == 0 || (!isList && count != 1)) {
            source.fault(place, "", "must have a state, uniform, or a probability for each of " + states.size(), "");
        }
        even();
    }

    private boolean isUniform(int behind) {
        words.words().next();
        boolean isUniform = words.words().is("uniform");
        if (!isUniform) {
            words.words().back(behind);
        }
        return isUniform;
    }

    private void belief(int place) {
        for (int s = 0; s < states().size(); s++) {
            start.set(s, words.probability());
        }
        if (!(Math.abs(start.sum() - 1) <= 1e-9)) {
            source.fault(place, "", "has probabilities that sum to " + start.sum() + " and must sum to 1", "");
        }
    }

    private void include(Range range) {
        for (int s = range.from(); s < range.to(); s++) {
            start.set(s, 1);
        }
    }

    private void even() {
        double sum = start.sum();
        for (int k = 0; k < start.size(); k++) {
            start.set(start.state(k), start.value(k) / sum);
        }
    }
}
