package org.dynama.compare.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.dynama.baseline.Baseline;
import org.dynama.baseline.BaselineValue;
import org.dynama.baseline.FullInformation;
import org.dynama.baseline.OptimalMechanism;
import org.dynama.baseline.TightestBound;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.compare.market.Ground;
import org.dynama.compare.mechanism.Worth;
import org.dynama.compare.study.CompareRecord.Limit;
import org.jspecify.annotations.Nullable;

/** What mechanisms in a market cannot exceed, by every baseline that belongs to it. */
final class Limits {
    /** What a spec calls the optima. */
    static final String OPTIMUM = "optimum";

    private Limits() {}

    /**
     * The bounds of a market, the tightest first; those that hold for dominant strategies only come last.
     *
     * @param optima whether linear programs for optimal mechanisms are solved
     * @param efficient what the pivot mechanism brings, which is efficient; null where it was not run
     * @param misfits receives why there is none
     */
    static List<Limit> of(
            Ground ground,
            boolean optima,
            int threads,
            @Nullable Worth efficient,
            Map<String, String> misfits,
            DoubleConsumer progress) {
        List<Baseline> baselines = new ArrayList<>(TightestBound.baselines(threads));
        if (optima) {
            baselines.add(new OptimalMechanism(false, threads));
            baselines.add(new OptimalMechanism(true, threads));
        }
        List<Limit> limits = new ArrayList<>();
        for (int k = 0; k < baselines.size(); k++) {
            Baseline baseline = baselines.get(k);
            progress.accept((double) k / baselines.size());
            boolean isDominant = baseline instanceof OptimalMechanism optimum && optimum.isDominant();
            WeightedProfiles profiles = ground.cases().weighted().orElse(null);
            String misfit = misfit(baseline, ground, profiles != null);
            if (!misfit.isEmpty() && baseline instanceof FullInformation && efficient != null) {
                double surplus = efficient.surplus().mean();
                limits.add(new Limit(baseline.name(), surplus, 0, false, "the welfare of the pivot mechanism"));
            } else if (!misfit.isEmpty()) {
                if (baseline instanceof OptimalMechanism && !isDominant) {
                    misfits.put(OPTIMUM, misfit);
                }
            } else {
                BaselineValue value =
                        profiles == null ? baseline.of(ground.market()) : baseline.of(ground.environment(), profiles);
                limits.add(new Limit(value.name(), value.bound(), value.standardError(), isDominant, value.method()));
            }
        }
        limits.sort(Comparator.comparing(Limit::isDominant).thenComparingDouble(Limit::value));
        return limits;
    }

    private static String misfit(Baseline baseline, Ground ground, boolean typesStay) {
        return (typesStay ? baseline.misfit(ground.environment()) : baseline.misfit(ground.market())).orElse("");
    }
}
