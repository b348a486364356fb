package org.dynama.compare.mechanism;

import java.util.ArrayList;
import java.util.List;
import org.dynama.compare.market.Ground;
import org.dynama.compare.market.MeanAmount;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.model.Horizon;
import org.dynama.online.OnlineStudy;
import org.dynama.online.regret.Regrets;
import org.dynama.online.study.OnlineRecord;
import org.dynama.online.study.OnlineRecord.CaseRecord;
import org.dynama.page.Numbers;
import org.dynama.refusal.Refusal;

/**
 * A mechanism that learns what it does not know while it runs: values that agents themselves only hear of, or how the market
 * moves. Its numbers are averages per round of a run, less than VCG's by its regrets.
 */
public record OnlineEntrant() implements Entrant {
    private static final List<Length> LENGTHS =
            List.of(new Length("bandit", 20_000, 20), new Length("mdp", 3_000_000, 4));

    /** How long a kind of mechanism runs: a market that moves takes longer to learn. */
    private record Length(String kind, int rounds, int seeds) {}

    @Override
    public String name() {
        return "online";
    }

    @Override
    public String title() {
        return "online VCG";
    }

    @Override
    public String promise() {
        return "truth is best in the long run: what a lie gains per round vanishes";
    }

    @Override
    public String misfit(Ground ground) {
        if (!ground.searchMisfit().isEmpty()) {
            return ground.searchMisfit();
        }
        Horizon horizon = ground.environment().mdp().horizon();
        if (!(horizon instanceof Horizon.AverageReward || horizon instanceof Horizon.Finite)) {
            return "online mechanisms count rounds alike: they need an average horizon, or runs that are rounds";
        }
        if (ground.cases().count() > 1) {
            return "online mechanisms learn values that nobody knows and that stay for all rounds, so types must be sure: here are "
                    + Numbers.count(ground.cases().count())
                    + (ground.cases().isEnumerated() ? " joint types" : " profiles");
        }
        return ground.fits(() -> document(ground));
    }

    /** The spec of the first kind that takes the market; refused as the last refuses it. */
    private static Document document(Ground ground) {
        OnlineStudy study = new OnlineStudy();
        for (int k = 0; ; k++) {
            Document document = Document.parse(
                    ground.file().resolveSibling("online.yaml").toString(),
                    "{" + keys(LENGTHS.get(k), ground.file().getFileName().toString()) + "}",
                    study.schema(),
                    List.of());
            try {
                study.read(document);
                return document;
            } catch (ConfigException | Refusal refused) {
                if (k + 1 == LENGTHS.size()) {
                    throw refused;
                }
            }
        }
    }

    private static String keys(Length length, String file) {
        return "kind: " + length.kind + ", market: {kind: file, file: "
                + Json.write(file).strip() + "}, rounds: " + length.rounds + ", seeds: " + length.seeds + ", lies: []";
    }

    @Override
    public Showing show(Ground ground, Workshop workshop) {
        String kind = document(ground).text("kind");
        Length length = LENGTHS.stream()
                .filter(one -> one.kind.equals(kind))
                .findFirst()
                .orElseThrow();
        OnlineRecord record = workshop.run(new OnlineStudy(), name(), "", keys(length, workshop.market()));
        CaseRecord run = record.truthful().get(0);
        Showing exact = new AffineEntrant(false).show(ground, workshop);
        MeanAmount profit = less(exact.worth().profit(), run, Regrets.DESIGNER);
        MeanAmount surplus = less(exact.worth().surplus(), run, Regrets.WELFARE);
        List<AgentShare> agents = new ArrayList<>();
        for (AgentShare agent : exact.agents()) {
            MeanAmount utility = less(agent.utility(), run, Regrets.agent(agents.size() + 1));
            agents.add(new AgentShare(agent.name(), null, null, utility));
        }
        Margin untested = new Margin(null, "in the long run; dynama online looks for lies", false, 0);
        return new Showing(
                null,
                Worth.ofProfit(profit, surplus, ground.hasDesigner()),
                agents,
                untested,
                untested,
                List.of(),
                run.title().mechanism() + ", averages of " + Numbers.count(length.rounds) + " rounds and "
                        + length.seeds + " seeds");
    }

    private static MeanAmount less(MeanAmount exact, CaseRecord run, String column) {
        double rounds = run.grid().get(run.grid().size() - 1);
        return new MeanAmount(
                exact.mean() - run.last(column).mean() / rounds,
                run.last(column).standardError() / rounds);
    }
}
