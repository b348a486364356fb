package org.dynama.config;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.dynama.refusal.Printable;
import org.jspecify.annotations.Nullable;

/** Hidden characters stand in JSON as escapes, so that a terminal may be shown the file as it is. */
final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private static final int[] ASCII = CharacterEscapes.standardAsciiEscapesForJSON();

    static {
        ASCII[0x7F] = CharacterEscapes.ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ASCII.clone();
    }

    /** Halves of characters come here, too; a pair is one that is seen. */
    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        boolean isHalf = c <= Character.MAX_VALUE && Character.isSurrogate((char) c);
        return !isHalf && Printable.isHidden(c) ? new SerializedString(String.format("\\u%04X", c)) : null;
    }
}
