package org.dynama;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.ama.quote.ReportedTypes;
import org.dynama.model.Agent;
import org.dynama.model.Amount;
import org.dynama.model.Profiles;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/** What agents report, as callers give it. */
final class ReportRows {
    private ReportRows() {}

    /**
     * One row.
     *
     * @param types shape {@code [n]}, each of her type's dimension
     * @throws Refusal with the first that does not fit
     */
    static Profiles row(Environment environment, double[]... types) {
        List<Agent> agents = environment.agents();
        if (Given.value("reports", types).length != agents.size()) {
            throw Refusal.of(
                    "reports has " + types.length + " types and the mechanism " + agents.size() + " agents",
                    "Give one for each of " + names(environment) + ", in this order.");
        }
        int d = environment.dimension();
        double[] values = new double[agents.size() * d];
        for (int i = 0; i < types.length; i++) {
            String place = "reports." + agents.get(i).name();
            int dimension = agents.get(i).types().dimension();
            if (Given.value(place, types[i]).length != dimension) {
                throw Refusal.of(
                        place + " has " + types[i].length + " numbers and her type has dimension " + dimension, "");
            }
            for (int k = 0; k < dimension; k++) {
                values[i * d + k] = Amount.require(place, types[i][k]);
            }
        }
        return Profiles.of(agents.size(), d, 1, values);
    }

    /**
     * The same by agents' names.
     *
     * @throws Refusal with the first that does not fit: a name that is no agent's, an agent without a report
     */
    static Profiles row(Environment environment, Map<String, double[]> types) {
        return row(environment, types, Set.of()).profiles();
    }

    /**
     * The same where some take no part, whose types are zero.
     *
     * @throws Refusal with the first that does not fit: an absent agent who is no agent's name, or reports
     */
    static ReportedTypes row(Environment environment, Map<String, double[]> types, Set<String> absent) {
        Set<String> strangers = new LinkedHashSet<>(Given.value("absent", absent));
        BitSet left = new BitSet();
        Set<String> unknown = new LinkedHashSet<>(Given.value("reports", types).keySet());
        List<double[]> row = new ArrayList<>();
        for (Agent agent : environment.agents()) {
            if (strangers.remove(agent.name())) {
                left.set(row.size());
                row.add(new double[agent.types().dimension()]);
                if (unknown.contains(agent.name())) {
                    throw Refusal.of(
                            "reports." + agent.name() + " is given, and she is absent",
                            "Leave out her report, or her name among the absent.");
                }
                continue;
            }
            if (!unknown.remove(agent.name())) {
                throw Refusal.of("reports." + agent.name() + " is missing", "Add her report.");
            }
            row.add(Given.value("reports." + agent.name(), types.get(agent.name())));
        }
        for (String name : unknown) {
            throw Refusal.of(
                    "reports." + name + " names no agent of the mechanism", "Maybe one of " + names(environment) + ".");
        }
        for (String name : strangers) {
            throw Refusal.of("absent " + name + " names no agent", "Maybe one of " + names(environment) + ".");
        }
        return new ReportedTypes(row(environment, row.toArray(double[][]::new)), left);
    }

    /**
     * Rows that were made elsewhere.
     *
     * @throws Refusal unless they have a row and the mechanism's agents and dimension
     */
    static Profiles rows(Environment environment, Profiles rows) {
        int n = environment.agentCount();
        int d = environment.dimension();
        Given.value("profiles", rows);
        if (rows.agents() != n || rows.dimension() != d || rows.count() == 0) {
            throw Refusal.of(
                    "profiles has shape [" + rows.agents() + ", " + rows.dimension() + ", " + rows.count()
                            + "] and must have [" + n + ", " + d + ", B]: agents, components of a type, profiles",
                    "Maybe Profiles.of(" + n + ", " + d + ", count, values).");
        }
        return rows;
    }

    private static String names(Environment environment) {
        return String.join(
                ", ", environment.agents().stream().limit(20).map(Agent::name).toList());
    }
}
