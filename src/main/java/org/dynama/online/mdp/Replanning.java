package org.dynama.online.mdp;

import java.util.Map;

/**
 * A mechanism that decides at the beginnings of episodes, by {@code n + 1} linear programs over all occupancies, and follows
 * that policy and charges those prices in every round of an episode. The first episode explores at random, free of charge.
 */
public final class Replanning implements MarketMechanism {
    /** When episodes begin, and what they believe. */
    public enum Schedule {
        /** Explores for {@code T^(2/3)} rounds, and believes the means that it has then for ever. */
        EXPLORE_ONCE,
        /** Explores for {@code S A} rounds; each episode is twice as long as the one before, and optimistic like IHMDP-VCG. */
        EPISODIC
    }

    private final Market market;
    private final Schedule schedule;
    private final IhmdpSettings settings;

    /**
     * @param market of which nothing but its sizes is looked at
     * @param zeta confidence sets may fail with a probability of this order; those of {@link Schedule#EPISODIC} alone
     */
    public Replanning(Market market, Schedule schedule, double zeta) {
        this.market = market;
        this.schedule = schedule;
        // Nobody is kept at what no policy would do: the programs are over all occupancies.
        settings = new IhmdpSettings(0, zeta, IhmdpSettings.Favour.DESIGNER, 1, true);
    }

    @Override
    public Rule begin(Known known) {
        return new Planner(known);
    }

    private final class Planner implements Rule {
        private final Known known;
        private final Observations seen = new Observations(market);
        private final ConfidenceSets sets = new ConfidenceSets(market, settings.zeta(), 1);
        private final PolicyUpdate update = new PolicyUpdate(market, settings);
        /** Cumulative in each state. */
        private final double[] policy = new double[market.pairs()];

        private long episode;
        private long length;
        private long end;

        Planner(Known known) {
            this.known = known;
            length = switch (schedule) {
                case EXPLORE_ONCE -> (long) Math.ceil(Math.pow((double) known.rounds(), 2.0 / 3));
                case EPISODIC -> market.pairs();
            };
        }

        @Override
        public int decide(long t, int state, double[] prices) {
            if (t > end) {
                episode++;
                if (episode > 1) {
                    plan();
                    System.arraycopy(update.prices, 0, prices, 0, prices.length);
                    length = schedule == Schedule.EXPLORE_ONCE ? known.rounds() : 2 * length;
                }
                end += length;
                update.policy(policy);
                DynamicAuctions.accumulate(policy, known.actions());
            }
            return known.draws().index(policy, state * known.actions(), known.actions());
        }

        private void plan() {
            switch (schedule) {
                case EXPLORE_ONCE -> {
                    sets.kernel.know(seen.kernel());
                    sets.rewards.know(seen.means());
                }
                case EPISODIC -> sets.update(seen, episode - 1);
            }
            update.solve(sets);
        }

        @Override
        public void hear(int state, int action, double[] reports, int next) {
            int pair = state * known.actions() + action;
            seen.move(pair, next);
            for (int party = 0; party < reports.length; party++) {
                seen.reward(party, pair, reports[party]);
            }
        }

        @Override
        public long episode() {
            return episode;
        }

        @Override
        public Map<String, Double> facts() {
            return update.programs().facts();
        }
    }
}
