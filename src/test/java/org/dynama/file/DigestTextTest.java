package org.dynama.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DigestTextTest {
    private static String of(String... words) {
        DigestText text = new DigestText();
        List.of(words).forEach(text::word);
        return text.digest();
    }

    /** UTF-8 would make question marks of unpaired surrogates, and joined words forget where each ended. */
    @Test
    void noTwoListsOfWordsHaveOneDigest() {
        List<String> digests = Stream.of(
                        of(),
                        of(""),
                        of("", ""),
                        of("?"),
                        of("\uD800"),
                        of("\uDC00"),
                        of("\uD800\uDC00"),
                        of("\uD800", "\uDC00"),
                        of("\uFFFD"),
                        of("ab", "c"),
                        of("a", "bc"),
                        of("abc"),
                        of("1:a"),
                        of("1", "a"),
                        of("a\u0301"),
                        of("\u00E1"),
                        new DigestText().size(1).word("").digest(),
                        new DigestText().word("1;").digest())
                .toList();
        assertThat(digests).doesNotHaveDuplicates();
    }

    /** The digest of {@code 1:a2;} in UTF-32, big endian, computed by sha256sum. */
    @Test
    void theTextIsInBigEndianUtf32() {
        assertThat(new DigestText().word("a").size(2).digest())
                .isEqualTo("cfcdecf332aff3cca5e3243546ca7380fe9e83271d40c2d82b8ff58453f19ad4");
    }
}
