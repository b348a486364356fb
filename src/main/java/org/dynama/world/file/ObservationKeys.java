package org.dynama.world.file;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.world.market.Observation;
import org.jspecify.annotations.Nullable;

/** Reads and writes what is observed of a market. */
final class ObservationKeys {
    private static final String PATH = "observation";

    private ObservationKeys() {}

    static @Nullable Observation read(Document document) {
        return document.has(PATH)
                ? new Observation(
                        noise(document, PATH + ".noise"),
                        document.number(PATH + ".ceiling"),
                        document.number(PATH + ".designerCeiling"),
                        document.number(PATH + ".designerNoise"),
                        document.number(PATH + ".leastProbability"))
                : null;
    }

    private static Observation.Noise noise(Document document, String path) {
        String word = document.text(path + ".kind");
        Observation.Noise.Kind kind = Observation.Noise.Kind.valueOf(word.toUpperCase(Locale.ROOT));
        double size = kind.key().isEmpty() ? 0 : document.number(path + "." + kind.key());
        return new Observation.Noise(kind, size);
    }

    /** Zeros, which stand for what is so anyway, are left out. */
    static Map<String, Object> text(Observation observation) {
        Map<String, Object> noise = new LinkedHashMap<>();
        noise.put("kind", observation.noise().kind().name().toLowerCase(Locale.ROOT));
        if (!observation.noise().kind().key().isEmpty()) {
            noise.put(
                    observation.noise().kind().key(),
                    MarketplaceText.number(observation.noise().size()));
        }
        Map<String, Object> keys = new LinkedHashMap<>(Map.of("noise", noise));
        Map<String, Double> amounts = new LinkedHashMap<>();
        amounts.put("ceiling", observation.ceiling());
        amounts.put("designerCeiling", observation.designerCeiling());
        amounts.put("designerNoise", observation.designerNoise());
        amounts.put("leastProbability", observation.leastProbability());
        amounts.forEach((key, amount) -> {
            if (amount > 0) {
                keys.put(key, MarketplaceText.number(amount));
            }
        });
        return keys;
    }
}
