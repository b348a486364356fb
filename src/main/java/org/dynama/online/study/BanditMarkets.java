package org.dynama.online.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.Reals;
import org.dynama.online.Noise;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.outcome.AdSlots;
import org.dynama.online.outcome.OutcomeTable;
import org.dynama.online.outcome.Outcomes;
import org.dynama.online.outcome.ServiceLevels;
import org.dynama.online.outcome.SingleItem;
import org.jspecify.annotations.Nullable;

/** Builds the market of a spec of kind bandit. */
final class BanditMarkets {
    private BanditMarkets() {}

    static String name(Document document) {
        return document.text("market.kind");
    }

    /** The noise's true standard deviation, or the least that is safe. */
    static double trueSigma(BanditMarket market) {
        return Math.max(1e-9, market.noise().sigma(1));
    }

    /** The market; faults that only show now are added. */
    static BanditMarket of(Document document, Faults faults) {
        return switch (document.text("market.kind")) {
            case "ad-slots" -> adSlots(document, faults);
            case "service-levels" -> serviceLevels(document, faults);
            case "table" -> table(document, faults);
            default -> {
                int n = agents(document);
                List<Double> rates = List.of(1.0);
                yield market(document, new SingleItem(n), scaled(document, faults, rates), null);
            }
        };
    }

    private static int agents(Document document) {
        return Math.toIntExact(document.whole("market.agents"));
    }

    private static BanditMarket adSlots(Document document, Faults faults) {
        List<Double> rates = document.numbers("market.clickRates");
        return market(document, new AdSlots(agents(document), rates.size()), scaled(document, faults, rates), null);
    }

    private static BanditMarket serviceLevels(Document document, Faults faults) {
        int n = agents(document);
        List<Double> benefit = document.numbers("market.benefit");
        List<Double> cost = document.numbers("market.cost");
        List<Integer> demand = new ArrayList<>(List.of(0));
        document.entries("market.demand").forEach(path -> demand.add(Math.toIntExact(document.whole(path))));
        for (String key : List.of("benefit", "cost")) {
            int size = document.entries("market." + key).size();
            if (size != demand.size() - 1) {
                faults.add(document.fault(
                        "market." + key,
                        "has " + size + " entries and must have one for each of " + (demand.size() - 1)
                                + " levels of market.demand",
                        ""));
                faults.throwIfAny();
            }
        }
        double[] seller = new double[n * demand.size()];
        for (int i = 0; i < n; i++) {
            for (int s = 1; s < demand.size(); s++) {
                seller[i * demand.size() + s] = -cost.get(s - 1);
            }
        }
        return market(
                document,
                new ServiceLevels(n, demand, Math.toIntExact(document.whole("market.capacity"))),
                scaled(document, faults, benefit),
                seller);
    }

    /** Values of every agent for being left out, 0, and for each allocation, her value times a rate. */
    private static double[] scaled(Document document, Faults faults, List<Double> rates) {
        int n = agents(document);
        double[] own = values(document, n, faults);
        double[] values = new double[n * (rates.size() + 1)];
        for (int i = 0; i < n; i++) {
            for (int s = 1; s <= rates.size(); s++) {
                values[i * (rates.size() + 1) + s] = own[i] * rates.get(s - 1);
            }
        }
        return values;
    }

    private static double[] values(Document document, int n, Faults faults) {
        double[] own = new double[n];
        if (document.isMap("market.values")) {
            double from = document.number("market.values.from");
            double to = document.number("market.values.to");
            for (int i = 0; i < n; i++) {
                own[i] = n == 1 ? from : from + (to - from) * i / (n - 1);
            }
            return own;
        }
        List<Double> listed = document.numbers("market.values");
        if (listed.size() != n) {
            faults.add(document.fault(
                    "market.values",
                    "has " + listed.size() + " entries and must have one for each of " + n + " agents",
                    "Maybe market.agents: " + listed.size() + "."));
            return own;
        }
        return listed.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static BanditMarket market(
            Document document, Outcomes outcomes, double[] values, double @Nullable [] seller) {
        List<Boolean> known = new ArrayList<>(Collections.nCopies(outcomes.allocations(), false));
        known.set(0, true);
        double size = document.number("market.noise");
        double deviation = document.text("market.noiseIs").equals("variance") ? Math.sqrt(size) : size;
        return new BanditMarket(
                outcomes,
                Reals.of(values),
                document.text("market.realisations").equals("clicks")
                        ? new Noise.Coin()
                        : new Noise.Gaussian(deviation),
                known,
                seller == null ? Reals.filled(outcomes.designerComponents(), 0) : Reals.of(seller),
                document.has("market.sellerNoise") ? document.number("market.sellerNoise") : 0);
    }

    private static BanditMarket table(Document document, Faults faults) {
        Document table;
        try {
            table = Document.read(
                    Path.of(document.text("market.file")), Schema.resource("outcomes.schema.json"), List.of());
        } catch (ConfigException failure) {
            faults.addAll(failure);
            throw faulty(faults);
        }
        List<String> names =
                table.entries("allocations").stream().map(table::text).toList();
        List<String> rows = table.entries("values");
        double[] values = new double[rows.size() * names.size()];
        Faults found = new Faults(table.source());
        for (int i = 0; i < rows.size(); i++) {
            List<Double> row = table.numbers(rows.get(i));
            if (row.size() != names.size() || row.get(0) != 0) {
                found.add(table.fault(
                        rows.get(i),
                        "must have a number for each of " + names.size() + " allocations, the first 0",
                        ""));
            } else {
                for (int s = 0; s < row.size(); s++) {
                    values[i * names.size() + s] = row.get(s);
                }
            }
        }
        List<List<Integer>> outcomes = new ArrayList<>();
        List<Double> seller = new ArrayList<>();
        for (String path : table.entries("outcomes")) {
            outcomes.add(given(table, path + ".give", names, rows.size(), found));
            seller.add(table.number(path + ".seller"));
        }
        found.throwIfAny();
        return market(
                document,
                new OutcomeTable(names.size(), outcomes),
                values,
                seller.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<Integer> given(Document table, String path, List<String> names, int agents, Faults found) {
        List<String> entries = table.entries(path);
        if (entries.size() != agents) {
            found.add(table.fault(
                    path,
                    "has " + entries.size() + " entries and must have one for each of " + agents + " agents",
                    ""));
        }
        List<Integer> given = new ArrayList<>();
        for (String entry : entries) {
            int s = names.indexOf(table.text(entry));
            if (s < 0) {
                found.add(table.fault(entry, "must be one of the allocations", "Maybe " + names.get(0) + "."));
            }
            given.add(Math.max(0, s));
        }
        return given;
    }

    private static ConfigException faulty(Faults faults) {
        try {
            faults.throwIfAny();
        } catch (ConfigException all) {
            return all;
        }
        throw new IllegalStateException("there must be a fault");
    }
}
