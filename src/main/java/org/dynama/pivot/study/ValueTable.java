package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.mechanism.PivotMechanism;

/** Values and transfers as rows: public state and types; welfare; each agent's contributions and payment. */
final class ValueTable {
    private final PivotMechanism mechanism;
    private final AllocationWorld world;
    private final JointTypes profiles;

    ValueTable(PivotMechanism mechanism) {
        this.mechanism = mechanism;
        world = mechanism.world();
        profiles = mechanism.profiles();
    }

    /** The row of a period, public state and profile. */
    PivotRecord.Row row(int t, int s, int b) {
        List<Double> contributions = new ArrayList<>();
        List<Double> flows = new ArrayList<>();
        List<Double> payments = new ArrayList<>();
        for (int i = 0; i < profiles.agents(); i++) {
            contributions.add(mechanism.contribution(t, i, s, b));
            flows.add(mechanism.flow(t, i, s, b));
            payments.add(mechanism.payment(t, i, s, b));
        }
        return new PivotRecord.Row(
                world.states().get(s), types(b), mechanism.welfare(t, s, b), contributions, flows, payments);
    }

    private List<String> types(int b) {
        return IntStream.range(0, profiles.agents())
                .mapToObj(i -> world.agents().get(i).types().get(profiles.type(i, b)))
                .toList();
    }

    /** The rows of the likeliest first public state, so many at most. */
    List<PivotRecord.Row> first(int most) {
        int likeliest = 0;
        for (int s = 1; s < world.stateCount(); s++) {
            likeliest = world.initial().get(s) > world.initial().get(likeliest) ? s : likeliest;
        }
        int s = likeliest;
        return IntStream.range(0, Math.min(most, profiles.count()))
                .mapToObj(b -> row(0, s, b))
                .toList();
    }

    /** All rows as CSV; those of possible first public states where there are too many, and none if those are too many. */
    String csv(long most) {
        long perPeriod = (long) world.stateCount() * profiles.count();
        long possible = IntStream.range(0, world.stateCount())
                        .filter(s -> world.initial().get(s) > 0)
                        .count()
                * profiles.count();
        StringBuilder text = new StringBuilder(header());
        if (perPeriod * mechanism.periods() <= most) {
            for (int t = 0; t < mechanism.periods(); t++) {
                append(text, t, false);
            }
        } else if (possible <= most) {
            append(text, 0, true);
        }
        return text.toString();
    }

    private String header() {
        List<String> cells = new ArrayList<>(List.of("period", "publicState"));
        List<String> names = world.agents().stream().map(FiniteAgent::name).toList();
        names.forEach(name -> cells.add("type of " + name));
        cells.add("welfare");
        for (String quantity : List.of("marginal contribution of ", "flow marginal contribution of ", "payment of ")) {
            names.forEach(name -> cells.add(quantity + name));
        }
        return line(cells);
    }

    private void append(StringBuilder text, int t, boolean possibleOnly) {
        for (int s = 0; s < world.stateCount(); s++) {
            for (int b = 0;
                    b < profiles.count() && (!possibleOnly || world.initial().get(s) > 0);
                    b++) {
                PivotRecord.Row row = row(t, s, b);
                List<String> cells = new ArrayList<>(List.of(String.valueOf(t + 1), row.state()));
                cells.addAll(row.types());
                cells.add(String.valueOf(row.welfare()));
                for (List<Double> numbers : List.of(row.contributions(), row.flows(), row.payments())) {
                    numbers.forEach(number -> cells.add(String.valueOf(number)));
                }
                text.append(line(cells));
            }
        }
    }

    private static String line(List<String> cells) {
        return cells.stream().map(ValueTable::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String text) {
        return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
