package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.config.Tree.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Files that change others: {@code base: other.yaml}, a path from the file's own folder, is read first, and the file is laid
 * over it. Maps are joined, all else takes the place of what was there; the name of the base is its own. Faults name the file
 * in which a value stands, and paths start at that file's folder.
 */
record BaseFile(Faults faults) {
    private static final JsonPointer KEY = JsonPointer.compile("/base");

    /** A file over all of its bases, with overrides over that. */
    Reading.Laid lay(Path file, List<String> overrides) {
        Reading.Laid laid = Reading.overridden(over(file, List.of(absolute(file))), overrides, faults);
        if (!laid.tree().at(KEY).isMissingNode()) {
            add(laid.tree(), "must stand in the file", "Maybe a file of its own with base and what is changed.");
            ((ObjectNode) laid.tree().root()).remove("base");
        }
        return laid;
    }

    private Reading.Laid over(Path file, List<Path> above) {
        Reading.Laid laid = Reading.lay(file.toString(), TextFile.read(file, Document.LARGEST_MIB), List.of(), faults);
        Tree tree = laid.tree();
        Path path = tree.at(KEY).isMissingNode() ? null : base(file, tree, above);
        if (tree.root() instanceof ObjectNode root) {
            root.remove("base");
        }
        Reading.Laid below = path == null
                ? null
                : faults.attempt(() -> over(
                        path,
                        Stream.concat(above.stream(), Stream.of(absolute(path))).toList()));
        if (below == null || !(below.tree().root() instanceof ObjectNode base)) {
            return laid;
        }
        base.remove("name");
        List<Finding> findings = new ArrayList<>(laid.findings());
        below.findings().stream()
                .filter(finding -> tree.at(finding.place()).isMissingNode())
                .forEach(findings::add);
        return new Reading.Laid(tree.over(below.tree()), findings);
    }

    private @Nullable Path base(Path file, Tree tree, List<Path> above) {
        String start = "Check the path, which starts at the folder of " + file + ".";
        JsonNode text = tree.at(KEY);
        try {
            Path path = file.resolveSibling(text.isTextual() ? text.asText() : "");
            if (!text.isTextual() || !Files.isRegularFile(path)) {
                add(tree, text.isTextual() ? "is not there: " + path : "must be the path of a file", start);
            } else if (above.contains(absolute(path))) {
                String round = Stream.concat(above.stream(), Stream.of(absolute(path)))
                        .map(Path::getFileName)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
                add(tree, "comes back to itself: " + round, "A base must not be based on what it is a base of.");
            } else {
                return path;
            }
        } catch (InvalidPathException failure) {
            add(tree, "is not a path", start);
        }
        return null;
    }

    private void add(Tree tree, String rule, String hint) {
        faults.add(tree.fault(new Finding(KEY, Rules.shown(tree.at(KEY)), rule, hint)));
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
