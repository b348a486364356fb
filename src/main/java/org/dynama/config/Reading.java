package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dynama.config.Tree.Finding;

/** The road from a text and overrides to a checked tree. */
final class Reading {
    private Reading() {}

    static Tree read(String source, String text, Schema schema, List<String> overrides) {
        Faults faults = new Faults(source);
        Laid laid = lay(source, text, overrides, faults);
        Tree tree = laid.tree();
        List<Finding> findings = laid.findings();
        tree.replaceRoot(schema.filled(tree.root(), stem(source)));
        Set<JsonPointer> known = findings.stream().map(Finding::place).collect(Collectors.toSet());
        schema.check(tree.root()).stream()
                .filter(finding -> !known.contains(finding.place()))
                .forEach(findings::add);
        findings.forEach(finding -> faults.add(tree.fault(finding)));
        faults.throwIfAny();
        return tree;
    }

    /**
     * A text with its overrides, before any schema.
     *
     * @param findings what is wrong with single nodes; null stands in their place
     */
    record Laid(Tree tree, List<Finding> findings) {}

    static Laid lay(String source, String text, List<String> overrides, Faults faults) {
        List<Setting> settings = settings(overrides, faults);
        YamlReader.Text file = text(source, text, faults);
        Tree tree = new Tree(source, file);
        List<Finding> findings = new ArrayList<>(file.findings());
        for (Setting setting : tree.root().isObject() ? settings : List.<Setting>of()) {
            lay(setting, tree, findings, faults);
        }
        return new Laid(tree, findings);
    }

    private static List<Setting> settings(List<String> overrides, Faults faults) {
        List<Setting> settings = new ArrayList<>();
        for (String override : overrides) {
            try {
                settings.add(Setting.parse(override));
            } catch (ConfigException failure) {
                faults.addAll(failure);
            }
        }
        return settings;
    }

    private static YamlReader.Text text(String source, String text, Faults faults) {
        try {
            return YamlReader.read(source, text);
        } catch (ConfigException failure) {
            faults.addAll(failure);
            throw faults.exception();
        }
    }

    /** What the file had wrong at a place that is overridden no longer matters. */
    private static void lay(Setting setting, Tree tree, List<Finding> findings, Faults faults) {
        try {
            setting.apply(tree);
        } catch (ConfigException failure) {
            faults.addAll(failure);
            return;
        }
        String below = setting.pointer() + "/";
        findings.removeIf(known -> (known.place() + "/").startsWith(below));
        for (Finding finding : setting.text().findings()) {
            JsonPointer place = setting.pointer().append(finding.place());
            findings.add(new Finding(place, finding.value(), finding.rule(), finding.hint()));
        }
    }

    /** The name of a file without folder and ending, made fit for a folder. */
    static String stem(String source) {
        String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        String bare = name.indexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name;
        String safe = bare.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9_]+", "");
        return safe.isEmpty() ? "unnamed" : safe.substring(0, Math.min(100, safe.length()));
    }
}
