package org.dynama.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dynama.config.ConfigException;
import org.dynama.config.Json;
import org.dynama.exact.certificate.Announcement;
import org.dynama.exact.certificate.AnnouncementReader;
import org.dynama.exact.certificate.AnnouncementWriter;
import org.dynama.exact.certificate.CertifiedWorld;
import org.dynama.file.Digest;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.dynama.study.Announces;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama announce MECHANISM}. */
@Command(
        name = "announce",
        description = {
            "Writes environment and mechanism in exact fractions, with their digests, into one file to publish before anybody",
            "reports. dynama verify CERTIFICATE --against ANNOUNCEMENT then holds every proof against it.",
            "",
            "The announcement's own digest is the SHA-256 of the file, as sha256sum prints it: sign it."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama announce runs/two-licences --out announcement.json"})
final class AnnounceCommand implements Callable<Integer> {
    private final Studies studies;

    @Parameters(paramLabel = "MECHANISM", description = "A mechanism.json, or the folder of a run.")
    @SuppressWarnings("NullAway.Init")
    private Path mechanism;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The announcement; ${DEFAULT-VALUE} by default. Never overwritten without --force.")
    private Path out = Path.of("announcement.json");

    @Option(names = "--force", description = "Overwrite an old announcement in --out.")
    private boolean force;

    @Option(names = "--quiet", description = "Say nothing.")
    private boolean quiet;

    @Option(names = "--json", description = "Digests and the file on standard output, as one JSON document.")
    private boolean json;

    AnnounceCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        Study<?, ?> study = studies.ofMechanism(mechanism);
        if (!(study instanceof Announces announces)) {
            throw Refusal.of(
                    mechanism + " is a mechanism of " + study.name() + ", and nothing of it can be proven in fractions",
                    "Maybe the mechanism of a search.");
        }
        if (Files.exists(out) && !force) {
            throw Refusal.of(out + " is there already", "Maybe another --out, or --force.");
        }
        Announces.Announced announced =
                ConsoleProgress.during("reading", quiet, () -> announces.announced(Studies.mechanism(mechanism)));
        Announcement announcement = announced.announcement();
        String text = ConsoleProgress.during("writing", quiet, () -> written(announcement));
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("file", out.toString());
        said.put("environment", announcement.digests().environment());
        said.put("mechanism", announcement.digests().mechanism());
        said.put("digest", Digest.of(text.getBytes(StandardCharsets.UTF_8)));
        said.put("doubts", announced.doubts());
        if (!quiet) {
            print(announcement.design().world(), said, announced);
        }
        if (json) {
            System.out.print(Json.write(said));
        }
        return Main.DONE;
    }

    private String written(Announcement announcement) {
        String text = AnnouncementWriter.text(announcement);
        requireReadable(text);
        WholeFile.write(out, text);
        return text;
    }

    /** Whoever gets the file must be able to read it. */
    private void requireReadable(String text) {
        try {
            AnnouncementReader.parse(out.toString(), text);
        } catch (ConfigException unreadable) {
            throw Refusal.of(
                    mechanism + " is too large to be announced: "
                            + unreadable.faults().get(0),
                    "Maybe fold states that have the same future into one.",
                    unreadable);
        }
    }

    private static void print(CertifiedWorld world, Map<String, Object> said, Announces.Announced announced) {
        System.err.printf(
                "%s: %s (%d states, %d agents)%n",
                said.get("file"),
                world.name(),
                world.states().size(),
                world.agents().size());
        System.err.println("  environment digest   " + said.get("environment"));
        System.err.println("  mechanism digest     " + said.get("mechanism"));
        System.err.println("  announcement digest  " + said.get("digest"));
        announced.doubts().forEach(doubt -> System.err.println("  not checked: " + doubt));
        System.err.println("Publish the file before anybody reports, and sign its digest, the last one.");
    }
}
