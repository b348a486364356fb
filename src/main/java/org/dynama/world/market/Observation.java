package org.dynama.world.market;

/**
 * What a mechanism that learns a market while it allocates in it hears of what people have: amounts with noise, cut to a
 * range. Whoever does not learn has no use for it.
 *
 * @param noise around what an agent has in expectation
 * @param ceiling the most that an agent may have in a round; 0 for the most that she has in expectation
 * @param designerCeiling the most that the designer may; 0 likewise
 * @param designerNoise standard deviation of what the designer sees of each part of her own value, where she learns it
 * @param leastProbability what no probability of the next public state is known to be below; 0 for the least there is
 */
public record Observation(
        Noise noise, double ceiling, double designerCeiling, double designerNoise, double leastProbability) {
    /** All or nothing, in ranges that follow from the market. */
    public static final Observation COINS = new Observation(new Noise(Noise.Kind.COIN, 0), 0, 0, 0, 0);

    /**
     * How what somebody has differs from what she has in expectation.
     *
     * @param kind of the noise
     * @param size standard deviation, or half the width; 0 for a coin
     */
    public record Noise(Kind kind, double size) {

        /** Kinds of noise. */
        public enum Kind {
            /** All of the ceiling or nothing, as a click. */
            COIN(""),
            /** Normal around the mean. */
            GAUSSIAN("deviation"),
            /** Uniform around the mean. */
            UNIFORM("spread");

            private final String key;

            Kind(String key) {
                this.key = key;
            }

            /** What the size is called in a file; empty where there is none. */
            public String key() {
                return key;
            }
        }
    }
}
