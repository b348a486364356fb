package org.dynama.pivot.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.config.Json;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.season.SeasonCertificate;
import org.dynama.exact.season.SeasonCertifier;
import org.dynama.exact.season.SeasonDesign;
import org.dynama.exact.season.SeasonVerifier;
import org.dynama.page.Numbers;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.study.PivotSpec;
import org.dynama.pivot.study.StoredPivot;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.refusal.Refusal;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.study.Soundness;
import org.dynama.study.Table;

/** A stored mechanism in one season of real reports. */
public final class SeasonRun {
    private static final String CERTIFICATE = "certificate.json";
    private static final String PROOF = "payments beside their proof";
    /** Of payments in doubles, relative to the largest reward of the agent. */
    private static final double TOLERANCE = 1e-9;

    private final StoredPivot stored;
    private final SeasonReports reports;
    private final PivotMechanism mechanism;
    private final SeasonPlay.Played played;

    /**
     * Plays the season.
     *
     * @throws Refusal if the mechanism's tables are damaged, or its payments are held against worst types
     * @throws org.dynama.config.ConfigException if a public state that is given cannot be there
     */
    public SeasonRun(StoredPivot stored, SeasonReports reports) {
        this.stored = stored;
        this.reports = reports;
        if (stored.spec().world().worstTypes()) {
            throw Refusal.of(
                    "seasons are quoted with the reason of every payment, what is done without an agent, and "
                            + stored.file() + " holds payments against worst types",
                    "Maybe the pivot mechanism without absence: worst-type.");
        }
        mechanism = stored.mechanism();
        played = new SeasonPlay(mechanism, reports, stored.spec().keys().seed()).played();
    }

    /** Tells it, and writes {@code season.csv} and, where the world is small enough for fractions, {@code certificate.json}. */
    public SeasonRecord record(Run run) {
        PivotSpec.Keys keys = stored.spec().keys();
        AllocationWorld world = mechanism.world();
        SeasonWords words = new SeasonWords(mechanism, played.turns());
        List<SeasonRecord.Period> season = words.periods(reports.periods());
        run.folder().write("season.csv", csv(season));
        String refusal = SeasonCertifier.refusal(
                world.stateCount(),
                world.agents().stream().map(agent -> agent.types().size()).toList(),
                world.isFinite() ? world.stages().size() : 0);
        if (!world.isFinite() && world.discount() >= 1) {
            refusal = "a run without an end or a discount has values that no single equation tells";
        }
        SeasonDesign design = refusal.isEmpty() ? ExactSeason.of(mechanism.affine()) : null;
        refusal = design == null ? refusal : SeasonCertifier.refusal(design);
        Soundness.Check check = design != null && refusal.isEmpty()
                ? proven(design, mechanism, played.turns(), run)
                : Soundness.untested(PROOF, "There is no certificate: " + refusal + ".");
        return new SeasonRecord(
                Header.of("quote", keys.name(), keys.seed(), new Soundness(List.of(check))),
                world.name(),
                world.discount(),
                season,
                world.states().get(played.next()),
                words.accounts(),
                refusal.isEmpty() ? CERTIFICATE : null,
                refusal,
                run.seconds());
    }

    private static Soundness.Check proven(
            SeasonDesign design, PivotMechanism mechanism, List<SeasonPlay.Turn> turns, Run run) {
        List<SeasonCertifier.Played> played = new ArrayList<>();
        for (SeasonPlay.Turn turn : turns) {
            List<Integer> types = IntStream.range(0, mechanism.profiles().agents())
                    .mapToObj(i -> mechanism.profiles().type(i, turn.profile()))
                    .toList();
            played.add(new SeasonCertifier.Played(turn.state(), types, turn.draw()));
        }
        SeasonCertificate proof = SeasonCertifier.certify(
                design,
                (absent, s, z, b) ->
                        (absent < 0 ? mechanism.policy() : mechanism.without().get(absent)).action(0, s, z, b),
                played);
        run.folder().write(CERTIFICATE, Json.write(proof));
        Verdict verdict = SeasonVerifier.verify(proof);
        String failure = verdict.failure().isEmpty() ? otherwise(mechanism, turns, proof) : verdict.failure();
        double farthest = failure.isEmpty() ? farthest(mechanism, turns, proof) : Double.NaN;
        return Soundness.atMost(
                PROOF,
                farthest,
                TOLERANCE,
                1,
                "Actions and payments are what " + CERTIFICATE + " proves in exact arithmetic.",
                failure.isEmpty()
                        ? "A payment is off by " + Numbers.scientific(farthest)
                                + " of its agent's largest reward from what exact arithmetic proves."
                        : CERTIFICATE + " does not hold: " + failure + ".");
    }

    private static String otherwise(PivotMechanism mechanism, List<SeasonPlay.Turn> turns, SeasonCertificate proof) {
        for (int t = 0; t < turns.size(); t++) {
            int right = proof.season().get(t).action();
            if (turns.get(t).action() != right) {
                List<String> actions = mechanism.world().actions();
                return "in period " + (t + 1) + " the mechanism does \""
                        + actions.get(turns.get(t).action()) + "\", and \"" + actions.get(right) + "\" is best";
            }
        }
        return "";
    }

    private static double farthest(PivotMechanism mechanism, List<SeasonPlay.Turn> turns, SeasonCertificate proof) {
        SeasonWords words = new SeasonWords(mechanism, turns);
        double farthest = 0;
        for (int i = 0; i < mechanism.profiles().agents(); i++) {
            double stake = stake(mechanism, i);
            for (int t = 0; t < turns.size(); t++) {
                double proven = proof.season().get(t).payments().get(i).toDouble();
                double off = Math.abs(words.payment(t, i) - proven);
                // An agent whom nothing concerns pays nothing.
                farthest = Math.max(farthest, off == 0 ? 0 : off / Math.max(stake, Double.MIN_NORMAL));
            }
        }
        return farthest;
    }

    private static double stake(PivotMechanism mechanism, int i) {
        AllocationWorld world = mechanism.world();
        double stake = world.terminal().utilities().get(i).stream()
                .map(Math::abs)
                .max()
                .orElse(0);
        for (var stage : world.stages()) {
            for (int s = 0; s < world.stateCount(); s++) {
                for (int a : stage.used(s)) {
                    for (int k = 0; k < stage.types(i); k++) {
                        stake = Math.max(stake, Math.abs(stage.utility(i, s, a, k)));
                    }
                }
            }
        }
        return stake;
    }

    private static String csv(List<SeasonRecord.Period> season) {
        Table table = new Table();
        for (SeasonRecord.Period period : season) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("period", period.period());
            row.put("state", period.state());
            row.put("draw", period.draw());
            row.put("action", period.action());
            row.put("welfare", period.welfare());
            period.agents().forEach((agent, share) -> {
                row.put("report." + agent, share.report());
                row.put("reward." + agent, share.reward());
                row.put("payment." + agent, share.payment());
                row.put("total." + agent, share.total());
                row.put("withoutHer." + agent, share.withoutHer());
            });
            table.add(row);
        }
        return table.toCsv();
    }
}
