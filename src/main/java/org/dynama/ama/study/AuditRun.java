package org.dynama.ama.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.audit.MisreportSearch;
import org.dynama.ama.audit.WorstAmount;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.study.AuditRecord.Case;
import org.dynama.config.Document;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.study.Soundness;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * An audit of a mechanism.
 *
 * @param spec that it was found or read with
 * @param parameters of the mechanism
 * @param effort how hard to look
 * @param truth true types; null to draw fresh ones
 */
public record AuditRun(
        SearchSpec spec,
        AmaParameters parameters,
        Effort effort,
        @Nullable Profiles truth) {
    /** The map {@code audit} of a spec's schema. */
    private static final String PATH = "audit";

    /**
     * How hard to look.
     *
     * @param profiles of true types that are drawn
     * @param rounds of random misreports of each agent in each profile
     */
    public record Effort(int profiles, int rounds) {
        /** As a document says that has the keys of audits. */
        public static Effort of(Document document) {
            return document.bind(PATH, Effort.class);
        }
    }

    /** Looks for misreports that pay and for truthful agents who lose. */
    public AuditRecord run(Run run) {
        Environment environment = spec.environment();
        long seed = spec.keys().evaluationSeed();
        Profiles types = truth != null
                ? truth
                : Profiles.draw(environment.agents(), new RandomStream(seed, "audit/truth"), 0, effort.profiles());
        MisreportSearch.Finding found;
        try (Solvers solvers = spec.kernel(spec.keys().threads())) {
            found = MisreportSearch.of(
                    environment,
                    new SettledMechanism(environment, parameters).audited(),
                    solvers,
                    types,
                    new RandomStream(seed, "audit"),
                    effort.rounds(),
                    done -> run.at("misreports", done, ""));
        }
        MisreportSearch.Lie lie = found.lie();
        MisreportSearch.Loser loser = found.loser();
        Case best = of(environment, types, lie.agent(), lie.profile(), lie.report());
        Case worst = of(environment, types, loser.agent(), loser.profile(), null);
        Promises promises = Promises.in(environment);
        WorstAmount gain = new WorstAmount(lie.gain(), lie.agent());
        WorstAmount loss = new WorstAmount(0 - loser.utility(), loser.agent());
        Map<String, Double> unsettled = found.settling().unsettled(environment);
        List<Soundness.Check> checks = new ArrayList<>();
        checks.add(promises.incentives(found.misreports(), gain, best.toString()));
        checks.add(promises.participation(loss, worst.toString()));
        if (!SettledMechanism.isQuick(environment)) {
            checks.add(promises.settling(found.settling(), unsettled));
        }
        return new AuditRecord(
                Header.of("audit", spec.keys().name(), spec.keys().seed(), new Soundness(checks)),
                environment.name(),
                types.count(),
                found.misreports(),
                lie.gain(),
                best,
                loser.utility(),
                worst,
                unsettled,
                run.seconds());
    }

    /** @param lie null for the truth */
    private static Case of(Environment environment, Profiles truth, int agent, int profile, @Nullable Reals lie) {
        Map<String, List<Double>> types = new LinkedHashMap<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            List<Double> type = new ArrayList<>();
            for (int k = 0; k < environment.agents().get(i).types().dimension(); k++) {
                type.add(truth.type(i, k, profile));
            }
            types.put(environment.agents().get(i).name(), type);
        }
        String name = environment.agents().get(agent).name();
        List<Double> told = types.getOrDefault(name, List.of());
        return new Case(
                name, profile, types, lie == null ? told : lie.stream().boxed().toList());
    }
}
