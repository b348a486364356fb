package org.dynama.online.study;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.dynama.config.Document;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Episode;
import org.dynama.online.mdp.EpisodeLog;
import org.dynama.online.mdp.IhmdpRun;
import org.dynama.online.mdp.IhmdpSettings;
import org.dynama.online.mdp.IhmdpVcg;
import org.dynama.online.mdp.Market;
import org.dynama.online.mdp.MarketMechanism;
import org.dynama.online.mdp.MarketMechanismPlugIn;
import org.dynama.online.mdp.MarketRun;
import org.dynama.online.mdp.MarketSimulation;
import org.dynama.online.mdp.MyopicVcg;
import org.dynama.online.mdp.OfflineVcg;
import org.dynama.online.mdp.ProgramSize;
import org.dynama.online.mdp.Replanning;
import org.dynama.online.regret.Curves;
import org.dynama.online.regret.Regrets;
import org.dynama.online.regret.RoundGrid;
import org.dynama.online.reporting.Reporting;
import org.dynama.online.study.OnlineRecord.Baseline;
import org.dynama.online.study.OnlineSpec.Knowledge;
import org.jspecify.annotations.Nullable;

/** Reads the mechanisms of a spec of kind mdp, for one market. */
record MdpMechanisms(Document document, Market market, double unit, OfflineVcg exact) {
    private enum Kind {
        IHMDP_VCG,
        MYOPIC_VCG,
        EXPLORE_ONCE,
        EPISODIC,
        PLUG_IN;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The keys of IHMDP-VCG, besides its delta. */
    private record Explorer(double zeta, IhmdpSettings.Favour favour, double radius, Knowledge model) {
        boolean isKnown() {
            return model == Knowledge.KNOWN;
        }
    }

    /** A mechanism for runs of one length, and what is known of it before it runs. */
    record Ready(Baseline baseline, OnlineCase.Mechanism mechanism) {}

    private Kind kind(String path) {
        return document.bind(path + ".kind", Kind.class);
    }

    private Explorer explorer(String path) {
        return document.bind(path, Explorer.class);
    }

    /** What curves are called. */
    String label(String path) {
        String name = document.text(path + ".name");
        if (!name.isEmpty()) {
            return name;
        }
        return switch (kind(path)) {
            case IHMDP_VCG -> {
                String delta = path + ".delta";
                String rule = document.isMap(delta) ? document.keys(delta).get(0) : "";
                String words = rule.isEmpty() ? document.text(delta) : rule + " " + document.number(delta + "." + rule);
                String favour = explorer(path).favour.name().toLowerCase(Locale.ROOT);
                yield "delta " + words + ", for " + favour + (explorer(path).isKnown() ? ", model known" : "");
            }
            case PLUG_IN -> document.text(path + ".plugIn");
            default -> kind(path).words();
        };
    }

    /**
     * The mechanism for runs of so many rounds.
     *
     * @throws org.dynama.refusal.Refusal if it does not fit the market
     */
    Ready read(String path, long rounds) {
        return switch (kind(path)) {
            case IHMDP_VCG -> explorer(path, rounds);
            case MYOPIC_VCG -> played(new MyopicVcg());
            case EXPLORE_ONCE -> played(new Replanning(market, Replanning.Schedule.EXPLORE_ONCE, 0.5));
            case EPISODIC -> {
                ProgramSize.require(market);
                double zeta = document.number(path + ".zeta");
                yield played(new Replanning(market, Replanning.Schedule.EPISODIC, zeta));
            }
            case PLUG_IN ->
                played(PlugIns.of(document, path, MarketMechanismPlugIn.class, MarketMechanismPlugIn::name));
        };
    }

    private Ready played(MarketMechanism played) {
        OnlineCase.Mechanism mechanism = reporting -> {
            MarketSimulation simulation = new MarketSimulation(market, exact, played, reporting);
            return (stream, seed, grid) -> {
                MarketRun run = simulation.run(stream, seed, grid);
                Map<String, Reals> curves = columns(SeedRun.columns(run.expected(), run.charges()), run.realised());
                return new SeedRun(seed, curves, run.facts(), List.of()).times(unit);
            };
        };
        return new Ready(baseline(Map.of(), 0, null, size()), mechanism);
    }

    private Ready explorer(String path, long rounds) {
        if (!explorer(path).isKnown()) {
            ProgramSize.require(market);
        }
        IhmdpSettings settings = settings(path, rounds);
        OnlineCase.Mechanism mechanism =
                reporting -> new Episodic(settings, new IhmdpVcg(market, settings, reporting), unit);
        return new Ready(baseline(settings, firstUpdate(settings)), mechanism);
    }

    /** IHMDP-VCG in a market whose amounts are counted in a unit. */
    private record Episodic(IhmdpSettings settings, IhmdpVcg vcg, double unit) implements OnlineCase.Simulator {
        @Override
        public SeedRun run(RandomStream stream, long seed, RoundGrid grid) {
            return seedRun(settings, vcg.run(stream, seed, grid)).times(unit);
        }

        @Override
        public void log(RandomStream stream, long seed, RoundGrid grid, Consumer<EpisodeLog> log) {
            vcg.run(stream, seed, grid, episode -> log.accept(episode.times(unit)));
        }
    }

    /** The round after which the designer first learns; null where she knows the market. */
    private @Nullable Long firstUpdate(IhmdpSettings settings) {
        List<Reporting> truth = Collections.nCopies(market.agents(), Reporting.TRUTHFUL);
        OptionalLong first = new IhmdpVcg(market, settings, truth).firstUpdate();
        return first.isEmpty() ? null : (Long) first.getAsLong();
    }

    private IhmdpSettings settings(String path, long rounds) {
        Explorer keys = explorer(path);
        String delta = path + ".delta";
        double share = document.has(delta + ".epsilon")
                ? OfflineVcg.deltaFor(market, document.number(delta + ".epsilon") / unit)
                : document.has(delta + ".scale")
                        ? document.number(delta + ".scale") / Math.cbrt((double) rounds)
                        : document.number(delta);
        if (!keys.isKnown()) {
            OfflineVcg.requireToLearn(market, share);
        }
        return new IhmdpSettings(share, keys.zeta, keys.favour, keys.radius, keys.isKnown());
    }

    private String size() {
        return market.stateCount() + " states, " + market.actionCount() + " actions";
    }

    private Baseline baseline(IhmdpSettings settings, @Nullable Long update) {
        OfflineVcg shrunk = OfflineVcg.of(market, settings.delta());
        double welfare = (exact.welfare() - shrunk.welfare()) * unit;
        double designer = (exact.utilities().get(0) - shrunk.utilities().get(0)) * unit;
        String note = String.format(
                Locale.ROOT,
                ", delta %.4g of at most %.4g, floors %.4g of welfare and %.4g of the designer per round",
                settings.delta(),
                OfflineVcg.largestDelta(market),
                welfare,
                designer);
        Map<String, Double> floors = new LinkedHashMap<>();
        floors.put(Regrets.WELFARE, welfare);
        floors.put(Regrets.DESIGNER, designer);
        floors.put(Regrets.AGENTS, welfare - designer);
        double zeta = settings.known() || settings.radius() < 1 ? 0 : settings.zeta();
        String learns = update == null ? "" : String.format(Locale.ROOT, ", first update after round %,d", update);
        return baseline(floors, zeta, update, size() + note + learns);
    }

    private Baseline baseline(Map<String, Double> floors, double zeta, @Nullable Long update, String note) {
        double most = Math.max(1, market.rewards().ceiling()) * unit;
        Reals utilities = Reals.of(Arrays.copyOfRange(exact.utilities().toArray(), 1, market.agents() + 1));
        return new Baseline(
                floors,
                exact.prices().times(unit),
                utilities.times(unit),
                most,
                unit,
                zeta,
                update,
                null,
                List.of(note));
    }

    private static SeedRun seedRun(IhmdpSettings settings, IhmdpRun run) {
        Map<String, Reals> curves = columns(SeedRun.columns(run.expected(), run.charges()), run.realised());
        Map<String, Double> facts = run.facts();
        facts.put("delta", settings.delta());
        List<Episode> episodes = run.seed() == 0 ? run.episodes().shown() : List.of();
        return new SeedRun(run.seed(), curves, facts, episodes);
    }

    /** With the sides' realised regrets. */
    private static Map<String, Reals> columns(Map<String, Reals> curves, Curves realised) {
        Regrets.SIDES.forEach(side -> curves.put("realised " + side, Reals.of(realised.column(side))));
        return curves;
    }
}
