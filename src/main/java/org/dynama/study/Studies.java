package org.dynama.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Json;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The list of all studies: whatever the product does for one, it does for each of these.
 *
 * @param all of them, in the order in which people see them
 */
public record Studies(List<Study<?, ?>> all) {
    public Studies {
        all = List.copyOf(all);
    }

    /** The names, for people. */
    public String names() {
        return all.stream().map(Study::name).collect(Collectors.joining(", "));
    }

    /** Reads a spec for a study; one that is another study's is refused in one sentence. */
    public Document read(Study<?, ?> study, Path spec, List<String> overrides) {
        try {
            return study.document(spec, overrides);
        } catch (ConfigException faults) {
            throw otherwise(study, spec, overrides, faults);
        }
    }

    private RuntimeException otherwise(Study<?, ?> study, Path spec, List<String> overrides, ConfigException faults) {
        for (Study<?, ?> other : all) {
            boolean fits = other != study
                    && new Faults("").attempt(() -> Document.read(spec, other.schema(), overrides)) != null;
            if (fits) {
                String name = other.name();
                return Refusal.of(spec + " is a spec of " + name + ": run dynama " + name + " " + spec, "");
            }
        }
        return faults;
    }

    /**
     * Reads back a run of any kind.
     *
     * @throws Refusal if the folder holds none, it is not finished, or a file is damaged
     */
    public StoredRun<?> stored(Path path) {
        RunFolder folder = RunFolder.existing(path);
        Manifest manifest = folder.manifest();
        return all.stream()
                .filter(study -> manifest == null || manifest.study().equals(study.name()))
                .flatMap(study -> study.kinds().stream())
                .<StoredRun<?>>flatMap(kind -> Stream.ofNullable(stored(kind, folder)))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        path + " holds no finished run" + (manifest == null ? "" : " of " + manifest.command()),
                        manifest == null || manifest.isEnded()
                                ? "Maybe the run's own folder."
                                : "Maybe dynama " + manifest.command() + " --resume " + path + "."));
    }

    /**
     * Reads back a finished run for its number and its verdict alone, as one of many, in one pass over each file; null where that
     * does not do, and {@link #stored} says why.
     */
    public @Nullable StoredRun<?> glanced(Path path) {
        try {
            Manifest manifest = Json.glance(path.resolve(Manifest.FILE), Manifest.class);
            for (Study<?, ?> study : manifest.isEnded() ? all : List.<Study<?, ?>>of()) {
                for (Kind<?> kind : study.kinds()) {
                    if (study.name().equals(manifest.study()) && kind.name().equals(manifest.command())) {
                        return glanced(kind, new RunFolder(path, null, manifest));
                    }
                }
            }
        } catch (IOException | RuntimeException damaged) {
            // The other way finds it too, and says what it is.
        }
        return null;
    }

    private static <R extends StudyRecord> StoredRun<R> glanced(Kind<R> kind, RunFolder folder) throws IOException {
        R record = Json.glance(folder.file(kind.file()), kind.type());
        if (!record.header().command().equals(kind.name())) {
            throw new IOException(folder.path() + " holds the record of another command");
        }
        return new StoredRun<>(kind, record, folder);
    }

    private static <R extends StudyRecord> @Nullable StoredRun<R> stored(Kind<R> kind, RunFolder folder) {
        if (!folder.has(kind.file()) || !kind.owns(Json.read(folder.file(kind.file()), JsonNode.class))) {
            return null;
        }
        try {
            return StoredRun.read(kind, folder);
        } catch (Refusal unknown) {
            Manifest manifest = folder.manifest();
            if (manifest != null && manifest.version().equals(Versions.dynama())) {
                throw unknown;
            }
            String spec = kind instanceof Study ? " " + Shell.quoted(folder.file(Manifest.SPEC)) : "";
            String again = "run it again with dynama " + kind.name() + spec;
            throw Refusal.of(folder.path() + " was written by an earlier version: " + again, "", unknown);
        }
    }

    /**
     * The study that a stored mechanism belongs to.
     *
     * @param path a {@code mechanism.json}, or the folder of a run
     * @throws Refusal if it is no mechanism
     */
    public Study<?, ?> ofMechanism(Path path) {
        Path file = mechanism(path);
        JsonNode content = Json.read(file, JsonNode.class);
        for (Study<?, ?> study : all) {
            if (study instanceof Evaluates evaluates && evaluates.stores(content)) {
                return study;
            }
        }
        throw Refusal.of(file + " is no mechanism", "Maybe the mechanism.json of a run, or the run's folder.");
    }

    /** The file of a mechanism that is named by itself or by its run's folder. */
    public static Path mechanism(Path path) {
        return Files.isDirectory(path) ? path.resolve("mechanism.json") : path;
    }
}
