package org.dynama.ama.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dynama.config.ContentDigest;
import org.dynama.config.Json;
import org.dynama.file.Digest;
import org.dynama.file.DigestText;
import org.dynama.refusal.Refusal;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.kind.DescribedWorld;
import org.jspecify.annotations.Nullable;

/** What binds a mechanism to its environment: of a file what it says, and the bytes of each file that it names. */
final class EnvironmentDigest {
    private EnvironmentDigest() {}

    /**
     * The digest of an environment.
     *
     * @param map as in a spec
     * @param world that was read from a file; null for a kind, which the map says all of
     * @param file where that file is now, with those that it names beside it
     */
    static String of(JsonNode map, @Nullable EnvironmentFile world, Path file) {
        if (world == null) {
            // As it is read back: decimals of a spec are exact, and numbers of a mechanism are doubles.
            byte[] written = Json.write(map).getBytes(StandardCharsets.UTF_8);
            return ContentDigest.of(Json.parse(MechanismFile.NAME, written, JsonNode.class));
        }
        DigestText text = new DigestText().word(ContentDigest.of(file));
        String rule = map.path(DescribedWorld.ABSENCE).asText();
        if (rule.equals(DescribedWorld.WORST_TYPE)) {
            // Mechanisms without the rule keep the digests that they had before there was one.
            text.word(rule);
        }
        for (String name : world.companions()) {
            text.word(name).word(Digest.of(file.resolveSibling(name)));
        }
        return text.digest();
    }

    /**
     * Holds the environment that lies beside a mechanism against the one that it was made for.
     *
     * @param file of the mechanism
     * @throws Refusal if it is another one
     */
    static void require(MechanismFile stored, Path file, @Nullable EnvironmentFile world) {
        String digest = stored.environmentDigest();
        if (digest != null && !digest.matches("[0-9a-f]{64}")) {
            throw Refusal.of(
                    file + ": environmentDigest must be 64 hexadecimal digits, and is something else",
                    "Maybe it was edited: put back what stood there, or search the mechanism anew.");
        }
        String found = digest == null ? null : of(stored.environment(), world, world == null ? file : world.file());
        if (found != null && !found.equals(digest)) {
            String where = world == null ? "the environment in it" : world.file() + " with the files that it names";
            throw Refusal.of(
                    file + " is a mechanism for another environment: the digest of " + where + " is " + found
                            + ", and the mechanism is for " + digest,
                    "Put back the environment that the mechanism was searched for, or search a mechanism for this one.");
        }
    }
}
