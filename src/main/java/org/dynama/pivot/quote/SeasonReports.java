package org.dynama.pivot.quote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.refusal.Refusal;
import org.dynama.study.Csv;
import org.dynama.study.RunFolder;

/**
 * What agents report, period by period, and what is known of the season's draws and public states.
 *
 * @param document with the places of everything, for faults that show while it is played
 * @param periods the first one first
 */
public record SeasonReports(Document document, List<Period> periods) {
    private static final Schema SCHEMA = Schema.resource("/org/dynama/pivot/quote/season.schema.json");
    private static final String STATE = "state";
    private static final String DRAW = "draw";

    /** A public state or a draw that nobody gives. */
    static final int DRAWN = -1;

    public SeasonReports {
        periods = List.copyOf(periods);
    }

    /**
     * One period by numbers.
     *
     * @param state public state in which it begins; {@link #DRAWN} for a drawn one
     * @param draw {@link #DRAWN} for a drawn one
     * @param reports for each agent the number of her type
     */
    public record Period(int state, int draw, List<Integer> reports) {
        public Period {
            reports = List.copyOf(reports);
        }
    }

    /** The path of a period, from 0. */
    static String path(int t) {
        return "periods[" + t + "]";
    }

    /**
     * Reads reports: JSON, {@code {"periods": [{"reports": {"a": "high"}}]}}, or CSV with a column for each agent, and columns
     * {@code state} and {@code draw} where these are given; an empty cell there is one that is drawn.
     *
     * @throws org.dynama.config.ConfigException with all faults
     * @throws Refusal if a CSV file is no table
     */
    public static SeasonReports read(Path file, AllocationWorld world) {
        Document document = file.toString().endsWith(".csv")
                ? Document.parse(file.toString(), converted(file, world), SCHEMA, List.of())
                : Document.read(file, SCHEMA, List.of());
        Faults faults = new Faults(document.source());
        List<Period> periods = new ArrayList<>();
        for (String path : document.entries("periods")) {
            periods.add(period(document, path, world, faults));
        }
        if (world.isFinite() && periods.size() > world.stages().size()) {
            faults.add(document.fault(
                    path(world.stages().size()),
                    "comes after the last period: the world has "
                            + world.stages().size(),
                    "Leave out what comes after."));
        }
        faults.throwIfAny();
        return new SeasonReports(document, periods);
    }

    private static Period period(Document document, String path, AllocationWorld world, Faults faults) {
        List<Integer> reports = new ArrayList<>();
        List<String> unknown = new ArrayList<>(document.keys(path + ".reports"));
        for (FiniteAgent agent : world.agents()) {
            String key = Document.join(path + ".reports", agent.name());
            unknown.remove(agent.name());
            if (document.has(key)) {
                reports.add(index(document, key, agent.types(), "type of " + agent.name(), faults));
            } else {
                faults.add(document.fault(key, "is missing", "Every agent reports in every period: add hers."));
            }
        }
        unknown.forEach(name -> faults.add(
                document.fault(Document.join(path + ".reports", name), "names no agent of the mechanism", "")));
        return new Period(
                given(document, path + "." + STATE, world.states(), "public state", faults),
                given(document, path + "." + DRAW, world.draws(), "draw", faults),
                reports);
    }

    private static int given(Document document, String path, List<String> names, String what, Faults faults) {
        return document.has(path) ? index(document, path, names, what, faults) : DRAWN;
    }

    private static int index(Document document, String path, List<String> names, String what, Faults faults) {
        int index = names.indexOf(document.text(path));
        if (index < 0) {
            int most = 12;
            String known = String.join(", ", names.subList(0, Math.min(most, names.size())))
                    + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
            faults.add(document.fault(path, "is no " + what, "Known are " + known + "."));
        }
        return index;
    }

    /** A table as JSON, each row on the line that it has in the table, so that faults name it. */
    private static String converted(Path file, AllocationWorld world) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(file + " is not there", "Check the path.");
        }
        List<String> lines =
                RunFolder.text(file).lines().map(String::stripTrailing).toList();
        List<String> head = lines.isEmpty() ? List.of() : Csv.cells(lines.get(0));
        if (new HashSet<>(head).size() < head.size()) {
            throw Refusal.of(file + ":1 has two columns of one name", "Keep one of the two.");
        }
        if (world.agents().stream().anyMatch(agent -> List.of(STATE, DRAW).contains(agent.name()))) {
            throw Refusal.of(
                    file + " cannot be read: an agent is called " + STATE + " or " + DRAW + ", as a column is",
                    "Maybe a JSON file.");
        }
        StringBuilder text = new StringBuilder("{\"periods\": [");
        for (int line = 1; line < lines.size(); line++) {
            List<String> cells = Csv.cells(lines.get(line));
            if (lines.get(line).isEmpty()) {
                text.append('\n');
            } else if (cells.size() != head.size()) {
                throw Refusal.of(
                        file + ":" + (line + 1) + " has " + cells.size() + " cells and must have " + head.size(), "");
            } else {
                text.append(text.charAt(text.length() - 1) == '}' ? ",\n" : "\n")
                        .append(row(Csv.row(head, cells)));
            }
        }
        return text.append("]}").toString();
    }

    private static String row(Map<String, String> cells) {
        Map<String, String> reports = new LinkedHashMap<>(cells);
        ObjectNode period = Json.MAPPER.createObjectNode();
        for (String key : List.of(STATE, DRAW)) {
            String given = reports.remove(key);
            if (given != null && !given.isEmpty()) {
                period.put(key, given);
            }
        }
        ObjectNode all = period.putObject("reports");
        reports.forEach(all::put);
        return period.toString();
    }
}
