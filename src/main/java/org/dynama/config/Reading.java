package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.config.Tree.Finding;

/** The road from a text and overrides to a checked tree. */
final class Reading {
    private Reading() {}

    static Tree read(String source, String text, Schema schema, List<String> overrides) {
        Faults faults = new Faults(source);
        Laid laid = lay(source, text, overrides, faults);
        Tree tree = laid.tree();
        tree.replaceRoot(schema.filled(tree.root(), stem(source)));
        Set<JsonPointer> known = laid.findings().stream().map(Finding::place).collect(Collectors.toSet());
        Stream<Finding> more = schema.check(tree.root()).stream().filter(finding -> !known.contains(finding.place()));
        Stream.concat(laid.findings().stream(), more).map(tree::fault).forEach(faults::add);
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
        YamlReader.Text file = faults.attempt(() -> YamlReader.read(source, text));
        if (file == null) {
            overrides.forEach(override -> faults.attempt(() -> Setting.parse(override)));
            throw faults.exception();
        }
        return overridden(new Laid(new Tree(source, file), file.findings()), overrides, faults);
    }

    /** The same with overrides. */
    static Laid overridden(Laid laid, List<String> overrides, Faults faults) {
        List<Setting> settings = new ArrayList<>();
        overrides.forEach(override -> faults.attempt(() -> settings.add(Setting.parse(override))));
        Tree tree = laid.tree();
        List<Finding> findings = new ArrayList<>(laid.findings());
        if (tree.root().isObject()) {
            settings.forEach(setting -> faults.attempt(() -> lay(setting, tree, findings)));
        }
        return new Laid(tree, findings);
    }

    /** What the file had wrong at a place that is overridden no longer matters. */
    private static Tree lay(Setting setting, Tree tree, List<Finding> findings) {
        setting.apply(tree);
        String below = setting.pointer() + "/";
        findings.removeIf(known -> (known.place() + "/").startsWith(below));
        for (Finding finding : setting.text().findings()) {
            JsonPointer place = setting.pointer().append(finding.place());
            findings.add(new Finding(place, finding.value(), finding.rule(), finding.hint()));
        }
        return tree;
    }

    /** The name of a file without folder and ending, made fit for a folder. */
    static String stem(String source) {
        String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        String bare = name.indexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name;
        String safe = bare.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9_]+", "");
        return safe.isEmpty() ? "unnamed" : safe.substring(0, Math.min(100, safe.length()));
    }
}
