package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.ValueRow;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.study.Table;

/** Values and transfers as {@code values.csv}. */
final class ValueTable {
    private ValueTable() {}

    /** All rows; those of possible first public states where there are too many, and none if those are too many. */
    static String csv(PivotMechanism mechanism, long most) {
        AllocationWorld world = mechanism.world();
        long profiles = mechanism.profiles().count();
        long possible = world.initial().stream().filter(p -> p > 0).count();
        boolean all = world.stateCount() * profiles * mechanism.periods() <= most;
        int periods = all ? mechanism.periods() : possible * profiles <= most ? 1 : 0;
        Table table = new Table(columns(world));
        for (int t = 0; t < periods; t++) {
            for (int s = 0; s < world.stateCount(); s++) {
                for (int b = 0; b < profiles && (all || world.initial().get(s) > 0); b++) {
                    ValueRow row = ValueRow.of(mechanism, t, s, b);
                    List<Object> cells = new ArrayList<>(List.of(t + 1, row.state()));
                    cells.addAll(row.types());
                    cells.add(row.welfare());
                    List.of(row.contributions(), row.flows(), row.payments()).forEach(cells::addAll);
                    table.add(cells.toArray());
                }
            }
        }
        return table.toCsv();
    }

    private static String[] columns(AllocationWorld world) {
        List<String> names = world.agents().stream().map(FiniteAgent::name).toList();
        List<String> columns = new ArrayList<>(List.of("period", "publicState"));
        names.forEach(name -> columns.add("type of " + name));
        columns.add("welfare");
        for (String quantity : List.of("marginal contribution of ", "flow marginal contribution of ", "payment of ")) {
            names.forEach(name -> columns.add(quantity + name));
        }
        return columns.toArray(String[]::new);
    }
}
