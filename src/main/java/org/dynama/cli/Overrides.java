package org.dynama.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.config.Schema;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * {@code --set}, and options that are short for it. A command has those whose key the schema knows: what it does not honour,
 * it does not offer.
 */
final class Overrides {
    /**
     * An option that sets a key.
     *
     * @param key path in a spec
     * @param label {@code T,...} for a list
     */
    private record Shorthand(String option, String key, String label, String description) {
        /** Several values are a list; choices are written in lower case. */
        String written(String value) {
            return (label.endsWith("...") ? "[" + value + "]" : value).toLowerCase(Locale.ROOT);
        }
    }

    /** Values that are names, of which a schema knows all. */
    private static final String NAMES = "NAME,...";

    private static final List<Shorthand> SHORTS = List.of(
            new Shorthand("--seed", "seed", "N", "The seed of all random streams."),
            new Shorthand("--device", "device", "DEVICE", "Where batches are solved: auto, cpu or gpu."),
            new Shorthand("--threads", "threads", "N", "Threads to use; 0 for all cores."),
            new Shorthand("--temperatures", "temperatures", "T,...", "Temperatures, in units of reward."),
            new Shorthand("--mechanisms", "mechanisms", NAMES, "Mechanisms to compare; all that fit without it."));

    @Option(
            names = "--set",
            paramLabel = "path=value",
            description = "Override a key of the spec; repeatable, as in --set environment.agents=5.")
    List<String> set = new ArrayList<>();

    private final Map<Shorthand, OptionSpec> shorts = new LinkedHashMap<>();

    /** Adds to a command the options whose keys a schema knows. */
    void addTo(CommandSpec command, Schema schema) {
        for (Shorthand one : SHORTS) {
            if (isKnown(one, schema) && command.findOption(one.option()) == null) {
                OptionSpec option = OptionSpec.builder(one.option())
                        .paramLabel(one.label())
                        .description(one.description())
                        .type(String.class)
                        .build();
                command.addOption(option);
                shorts.put(one, option);
            }
        }
    }

    private static boolean isKnown(Shorthand one, Schema schema) {
        return schema.allows(one.key())
                && (!one.label().equals(NAMES)
                        || schema.keys().stream()
                                .anyMatch(key -> key.path().equals(one.key())
                                        && !key.allowed().isEmpty()));
    }

    /** All as {@code path=value}. */
    List<String> all() {
        List<String> all = new ArrayList<>(set);
        shorts.forEach((one, option) -> {
            String value = option.getValue();
            if (value != null) {
                all.add(one.key() + "=" + one.written(value));
            }
        });
        return all;
    }
}
