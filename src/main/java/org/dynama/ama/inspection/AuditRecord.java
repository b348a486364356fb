package org.dynama.ama.inspection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.audit.MisreportSearch;
import org.dynama.world.Environment;
import org.dynama.study.Json;
import org.dynama.study.Progress;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.pool.Solvers;

/**
 * What an audit of a mechanism found; a script's contract.
 *
 * @param environment in words
 * @param profiles of true types
 * @param misreports tried
 * @param largestGain what the most profitable misreport found would win; negative if all of them lose
 * @param lie the case in which it does
 * @param smallestUtility of any truthful agent
 * @param loss the case in which it is hers
 * @param holds whether neither gain nor loss is more than rounding
 */
public record AuditRecord(
        String environment,
        int profiles,
        long misreports,
        double largestGain,
        Case lie,
        double smallestUtility,
        Case loss,
        boolean holds) {
    /** Of gains and losses, beside the size of rewards. */
    private static final double ROUNDING = 1e-9;

    /**
     * One agent in one profile.
     *
     * @param agent by name
     * @param profile its row in the audit
     * @param types true ones, by agent
     * @param report hers; her true type in a loss
     */
    public record Case(String agent, int profile, Map<String, List<Double>> types, List<Double> report) {}

    /**
     * Audits a mechanism.
     *
     * @param truth true types
     * @param rounds of random misreports
     */
    public static AuditRecord of(StoredMechanism stored, Profiles truth, int rounds, Progress progress) {
        Environment environment = stored.spec().environment();
        AffineMaximizer mechanism = new AffineMaximizer(environment, stored.parameters());
        try (Solvers solvers = Solvers.kernel(
                environment.mdp(),
                environment.rewards(),
                environment.dimension(),
                stored.spec().solver().threads())) {
            MisreportSearch.Finding found = MisreportSearch.of(
                    environment,
                    mechanism,
                    solvers,
                    truth,
                    new RandomStream(stored.spec().seed(), "audit"),
                    rounds,
                    done -> progress.at("misreports", done, ""));
            Case lie = of(
                    environment,
                    truth,
                    found.lie().agent(),
                    found.lie().profile(),
                    found.lie().report().toArray());
            Case loss = of(environment, truth, found.loser().agent(), found.loser().profile());
            double tolerance = ROUNDING * size(environment);
            return new AuditRecord(
                    environment.name(),
                    truth.count(),
                    found.misreports(),
                    found.lie().gain(),
                    lie,
                    found.loser().utility(),
                    loss,
                    found.lie().gain() <= tolerance && found.loser().utility() >= -tolerance);
        }
    }

    /** The largest reward of one action, at least 1. */
    private static double size(Environment environment) {
        double size = 1;
        var rewards = environment.rewards();
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            int k = rewards.component(m);
            double reach = k < 0
                    ? 1
                    : environment.agents().get(rewards.agent(m)).types().reach(k);
            size = Math.max(size, Math.abs(rewards.coefficient(m)) * reach);
        }
        return size;
    }

    private static Case of(Environment environment, Profiles truth, int agent, int profile, double... lie) {
        Map<String, List<Double>> types = new LinkedHashMap<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            List<Double> type = new ArrayList<>();
            for (int k = 0; k < environment.agents().get(i).types().dimension(); k++) {
                type.add(truth.type(i, k, profile));
            }
            types.put(environment.agents().get(i).name(), type);
        }
        List<Double> report = new ArrayList<>();
        for (double number : lie) {
            report.add(number);
        }
        String name = environment.agents().get(agent).name();
        return new Case(name, profile, types, lie.length == 0 ? types.getOrDefault(name, List.of()) : report);
    }

    /** The record as one JSON document. */
    public String toJson() {
        return Json.write(this);
    }
}
