package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.Certification;
import org.dynama.ama.mechanism.MixedMarkets;
import org.dynama.ama.study.ProfileTable;
import org.dynama.exact.certificate.Certificate;
import org.dynama.file.WholeFile;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.study.Csv;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;
import org.dynama.world.file.EnvironmentFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code search} (of kind none), {@code quote}, {@code audit} and {@code verify} say of markets of mixed magnitudes: they
 * agree, and every payment is within 1e-9 of its agent's largest reward of exact arithmetic. As many markets as
 * {@code -Ddynama.markets} says; three hundred without.
 */
class MixedMagnitudesCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PROFILES = 3;
    private static final int FEW = 30;
    private static final int MANY = Integer.getInteger("dynama.markets", 300);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private int refused;
    private long payments;
    private double worst;

    @Test
    void fewMarkets() throws IOException {
        check(0, FEW);
    }

    @Test
    @Tag("slow")
    void manyMarkets() throws IOException {
        check(1_000, MANY);
    }

    private void check(long first, int count) throws IOException {
        for (long seed = first; seed < first + count; seed++) {
            Path market = Files.createDirectory(folder.resolve("market"));
            check(seed, market);
            WholeFile.delete(market);
        }
        System.out.println(count + " markets by four commands, " + refused + " refused, " + payments
                + " payments off by at most " + worst + " of an agent's stakes");
        assertThat(refused).isLessThanOrEqualTo(count / 100);
    }

    private static Console run(String... args) {
        Console console = Console.run(Families.ALL, args);
        assertThat(console.err()).doesNotContain("at org.dynama");
        return console;
    }

    private void check(long seed, Path market) throws IOException {
        Path file = Files.writeString(market.resolve("market.json"), MixedMarkets.json(MixedMarkets.market(seed)));
        Files.writeString(market.resolve("spec.yaml"), """
                environment: {file: market.json}
                optimizer: {kind: none}
                evaluation: {profiles: %d, shareProfiles: %d, misreports: 8}
                threads: 1
                seed: %d
                """.formatted(PROFILES, PROFILES, seed));
        Console search = run(
                "search",
                market.resolve("spec.yaml").toString(),
                "--out",
                market.resolve("run").toString(),
                "--quiet");
        if (search.status() == Main.INPUT_AT_FAULT) {
            System.out.println(seed + ": " + search.err());
            refused++;
            return;
        }
        assertThat(search.status())
                .as("search of market %d: %s", seed, search.err())
                .isZero();
        Environment environment = EnvironmentFile.read(file).environment();
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(seed, "evaluation"), 0, PROFILES);
        ProfileTable.write(market.resolve("rows.npy"), profiles);
        ProfileTable.write(market.resolve("row.npy"), profiles.slice(0, 1));
        quote(seed, market, "rows");
        quote(seed, market, "row");
        Console audit = run(
                "audit",
                market.resolve("run").toString(),
                "--profiles",
                "2",
                "--rounds",
                "2",
                "--threads",
                "1",
                "--out",
                market.resolve("audit").toString(),
                "--quiet");
        assertThat(audit.status())
                .as("audit of market %d: %s", seed, audit.err())
                .isZero();
        for (String kept : List.of("run", "rows", "row", "audit")) {
            Console verify = run("verify", market.resolve(kept).toString(), "--profiles", "" + PROFILES);
            assertThat(verify.status())
                    .as("verify %s of market %d: %s", kept, seed, verify.err())
                    .isZero();
        }
        compare(seed, market, environment, profiles);
    }

    private static void quote(long seed, Path market, String rows) {
        Console quote = run(
                "quote",
                market.resolve("run").toString(),
                "--reports",
                market.resolve(rows + ".npy").toString(),
                "--threads",
                "1",
                "--out",
                market.resolve(rows).toString(),
                "--quiet");
        assertThat(quote.status())
                .as("quote of market %d: %s", seed, quote.err())
                .isZero();
    }

    /** The payments of quotes, and the means of the search, beside those of exact arithmetic. */
    private void compare(long seed, Path market, Environment environment, Profiles profiles) throws IOException {
        Reals stakes = Stakes.of(environment);
        JsonNode result = JSON.readTree(market.resolve("run/result.json").toFile());
        JsonNode first = JSON.readTree(market.resolve("row/quote.json").toFile());
        List<String> lines = Files.readAllLines(market.resolve("rows/quotes.csv"));
        Certification certification = new Certification(environment, AmaParameters.vcg(environment));
        double[] means = new double[environment.agentCount()];
        for (int b = 0; b < PROFILES; b++) {
            Certificate proof = certification.certify(profiles, b);
            Map<String, String> row = Csv.row(Csv.cells(lines.get(0)), Csv.cells(lines.get(1 + b)));
            for (int i = 0; i < means.length; i++) {
                String name = environment.agents().get(i).name();
                double proven = proof.payments().get(i).toDouble();
                means[i] += proven / PROFILES;
                String where = "market " + seed + ", row " + b + ", " + name;
                near(where, Double.parseDouble(row.getOrDefault("payment." + name, "")), proven, stakes.get(i));
                if (b == 0) {
                    near(where, first.path("payments").path(name).asDouble(), proven, 0);
                }
            }
        }
        for (int i = 0; i < means.length; i++) {
            String name = environment.agents().get(i).name();
            double mean = result.path("payments").path(name).asDouble();
            near("market " + seed + ", mean of " + name, mean, means[i], stakes.get(i));
        }
    }

    private void near(String where, double payment, double proven, double stake) {
        double off = Math.abs(payment - proven);
        payments++;
        worst = Math.max(worst, off == 0 ? 0 : off / stake);
        assertThat(off).as("%s: %s and %s", where, payment, proven).isLessThanOrEqualTo(1e-9 * stake);
    }
}
