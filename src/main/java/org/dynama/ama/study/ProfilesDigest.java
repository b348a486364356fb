package org.dynama.ama.study;

import java.nio.ByteBuffer;
import org.dynama.file.Digest;
import org.dynama.file.DigestText;
import org.dynama.model.Profiles;
import org.jspecify.annotations.Nullable;

/** What tells the profiles of one evaluation from those of another: their types, whatever drew them and in whatever parts. */
final class ProfilesDigest {
    private static final int CHUNK = 1 << 14;

    private ProfilesDigest() {}

    /**
     * SHA-256, in hexadecimal. Drawn profiles are drawn once more, a chunk at a time, which costs little beside evaluating them.
     *
     * @param given profiles; null for those that the spec draws
     */
    static String of(SearchSpec spec, @Nullable Profiles given) {
        int count = given == null ? spec.keys().evaluation().profiles() : given.count();
        DigestText text = new DigestText().size(spec.environment().agentCount()).size(count);
        for (int from = 0; from < count; from += CHUNK) {
            int to = Math.min(count, from + CHUNK);
            Profiles chunk = given == null ? SearchRun.drawn(spec, from, to - from) : given.slice(from, to);
            double[] types = chunk.toArray();
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * types.length);
            bytes.asDoubleBuffer().put(types);
            text.word(Digest.of(bytes.array()));
        }
        return text.digest();
    }
}
