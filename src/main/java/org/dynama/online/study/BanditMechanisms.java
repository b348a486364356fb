package org.dynama.online.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.bandit.LearnSettings;
import org.dynama.online.bandit.LearnSettings.Bound;
import org.dynama.online.bandit.LearnSettings.Data;
import org.dynama.online.bandit.LearnSettings.Pricing;
import org.dynama.online.bandit.LearnSettings.Ties;
import org.dynama.online.bandit.LearnSettings.Widths;
import org.dynama.online.bandit.MechanismPlugIn;
import org.dynama.online.bandit.PostedPriceMechanism;
import org.dynama.online.bandit.RoundMechanism;
import org.dynama.online.bandit.Schedule;
import org.dynama.online.bandit.VcgLearn;
import org.dynama.online.regret.WelfareBound;
import org.dynama.online.study.OnlineSpec.Knowledge;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads the mechanisms of a spec of kind bandit. */
record BanditMechanisms(Document document, BanditMarket market, double unit) {
    /** Nobody can believe in a standard deviation of 0. */
    private static final double LEAST_SIGMA = 1e-9;

    private enum Kind {
        VCG_LEARN,
        UCB,
        STATIC_VCG,
        EXPLORE_ONCE,
        EPISODIC,
        POSTED_PRICES,
        PLUG_IN;

        /** As specs write it. */
        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The keys of a mechanism that learns values; {@code sigma} is a number or a word. */
    private record Learner(@JsonUnwrapped Pricing pricing, JsonNode sigma, Ties ties, Knowledge designer) {}

    /** The keys that VCG-Learn alone has. */
    private record Paper(Data data, Widths widths) {}

    /**
     * A mechanism, and what curves are called.
     *
     * @param bound of welfare's regret; null where nothing is proved
     */
    record Labelled(
            String label,
            RoundMechanism mechanism,
            @Nullable WelfareBound bound) {
        Labelled(String label, RoundMechanism mechanism) {
            this(label, mechanism, null);
        }
    }

    /** In the order of the spec; faults are added. */
    List<Labelled> all(Faults faults) {
        List<Labelled> all = new ArrayList<>();
        for (String path : document.entries("mechanisms")) {
            try {
                Labelled read = read(path);
                String name = document.text(path + ".name");
                all.add(name.isEmpty() ? read : new Labelled(name, read.mechanism, read.bound));
            } catch (ConfigException failure) {
                faults.addAll(failure);
            } catch (Refusal refused) {
                faults.add(document.fault(path, refused));
            }
        }
        return all;
    }

    private Labelled read(String path) {
        Kind kind = document.bind(path + ".kind", Kind.class);
        return switch (kind) {
            case VCG_LEARN -> {
                Paper paper = document.bind(path, Paper.class);
                LearnSettings settings = settings(path, paper.data, paper.widths);
                yield new Labelled(label(paper.data.toString(), settings), new VcgLearn(settings), bound(settings));
            }
            case UCB -> learner(path, kind, Data.OPT, Schedule.START, Bound.UPPER);
            case STATIC_VCG -> learner(path, kind, Data.OPT, Schedule.START, Bound.MEAN);
            case EXPLORE_ONCE -> learner(path, kind, Data.ETC, Schedule.ONCE, Bound.MEAN);
            case EPISODIC -> learner(path, kind, Data.OPT, Schedule.DOUBLING, Bound.UPPER);
            case POSTED_PRICES -> {
                double price = document.number(path + ".price");
                yield new Labelled("posted price " + price, new PostedPriceMechanism(price / unit));
            }
            case PLUG_IN ->
                new Labelled(
                        document.text(path + ".plugIn"),
                        PlugIns.of(document, path, MechanismPlugIn.class, MechanismPlugIn::name));
        };
    }

    /** What VCG-Learn's theorems say of a designer who believes in no less noise than there is, and knows her own values. */
    private @Nullable WelfareBound bound(LearnSettings settings) {
        if (settings.designer().isLearned() || settings.sigma() < market.noise().sigma(1)) {
            return null;
        }
        int size = market.values().size();
        double[] highest = new double[size];
        Arrays.setAll(
                highest,
                k -> market.known().get(k % market.allocations())
                        ? market.values().get(k)
                        : 1);
        double most =
                market.outcomes().maximizer().best(highest, market.designer().toArray(), new int[market.agents() + 1]);
        int phase = market.outcomes().exploration(false).length;
        WelfareBound.Market of =
                new WelfareBound.Market(market.agents(), market.allocations(), phase, most, settings.sigma());
        return switch (settings.data()) {
            case ETC -> of.exploring();
            case OPT -> of.optimistic();
        };
    }

    private Labelled learner(String path, Kind kind, Data data, Schedule schedule, Bound choice) {
        LearnSettings settings = settings(path, data, Widths.FROZEN);
        return new Labelled(label(kind.words(), settings), new VcgLearn(settings, schedule, choice));
    }

    private LearnSettings settings(String path, Data data, Widths widths) {
        Learner keys = document.bind(path, Learner.class);
        double truth = Math.max(LEAST_SIGMA, market.noise().sigma(1));
        double believed = keys.sigma.isNumber() ? keys.sigma.doubleValue() / unit : truth;
        double own = Math.max(LEAST_SIGMA, market.designerDeviation());
        LearnSettings.Designer about = new LearnSettings.Designer(keys.designer == Knowledge.LEARNED, own);
        return new LearnSettings(data, keys.pricing, believed, about, widths, keys.ties);
    }

    private String label(String what, LearnSettings settings) {
        String f = settings.pricing().f().name().toLowerCase(Locale.ROOT);
        return String.format(Locale.ROOT, "%s, f %s, sigma %.4g", what, f, settings.sigma() * unit);
    }
}
