package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search where a run may go on for ever: a shop to and from which one may walk for nothing, until a good is sold or kept. */
class LastingSearchTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private void dynama(String... args) {
        Console run = Console.run(Families.ALL, args);
        assertThat(run.status()).as(run.err()).isEqualTo(Main.DONE);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private JsonNode read(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }

    @Test
    @Tag("slow")
    void boostsOfEndsEarnMoreAndThoseOfLoopsStay() throws IOException {
        file("shop.json", """
                {"horizon": {"kind": "total"}, "initial": {"street": 1},
                 "agents": [
                   {"name": "a", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}},
                   {"name": "b", "types": {"distribution": {"kind": "uniform", "low": [0], "high": [1]}}}],
                 "actions": [
                   {"state": "street", "name": "enter", "next": {"shop": 1}},
                   {"state": "street", "name": "walk", "next": {"street": 1}, "designer": -0.25},
                   {"state": "shop", "name": "leave", "next": {"street": 1}},
                   {"state": "shop", "name": "a", "next": {}, "rewards": {"a": {"type": [1]}}},
                   {"state": "shop", "name": "b", "next": {}, "rewards": {"b": {"type": [1]}}},
                   {"state": "shop", "name": "keep", "next": {}}]}
                """);
        String spec = file("shop.yaml", """
                environment: {file: shop.json}
                optimizer: {kind: zeroth-order, iterations: 30, profiles: 256, starts: 2}
                evaluation: {profiles: 2000, misreports: 2000, shareProfiles: 0}
                """);
        String run = folder.resolve("run").toString();
        dynama("search", spec, "--out", run, "--quiet");
        dynama("verify", run);
        JsonNode result = read("run/result.json");
        // With the best price of 1/2 it is 5/12, by an auction 1/3.
        assertThat(result.at("/vcg/mean").asDouble()).isCloseTo(1.0 / 3, within(0.03));
        assertThat(result.at("/objective/mean").asDouble()).isBetween(0.37, 0.45);
        assertThat(result.at("/audit/largestGain").asDouble()).isLessThan(1e-9);
        assertThat(result.at("/audit/smallestUtility").asDouble()).isGreaterThan(-1e-9);
        Map<String, Double> boosts = new HashMap<>();
        JsonNode mechanism = read("run/mechanism.json");
        for (JsonNode boost : mechanism.path("boosts")) {
            boosts.put(boost.path("action").asText(), boost.path("boost").asDouble());
        }
        assertThat(boosts)
                .as(mechanism.toString())
                .containsEntry("enter", 0.0)
                .containsEntry("walk", -0.25)
                .containsEntry("leave", 0.0);
        String quote = folder.resolve("quote").toString();
        dynama(
                "quote",
                run,
                "--reports",
                file("reports.json", "{\"a\": [0.9], \"b\": [0.7]}"),
                "--out",
                quote,
                "--quiet");
        dynama("verify", quote);
        double a = mechanism.at("/weights/a").asDouble();
        double b = mechanism.at("/weights/b").asDouble();
        double keep = boosts.get("keep");
        double without = Math.max(keep, Math.max(boosts.get("a"), b * 0.7 + boosts.get("b")));
        double with = Math.max(without, a * 0.9 + boosts.get("a"));
        double paid = with > without ? 0.9 + (without - with) / a : 0;
        assertThat(read("quote/quote.json").at("/payments/a").asDouble()).isCloseTo(paid, within(1e-9));
    }
}
