/**
 * YAML and JSON in, with line, path and all faults at once. Layer 0.
 *
 * <p>The road of a file: {@link org.dynama.config.Document} reads the text as YAML 1.2 (which holds JSON), lays
 * {@code path=value} overrides over it, fills in the defaults of a {@link org.dynama.config.Schema} and checks the result.
 * Everything that is wrong leaves as one {@link org.dynama.config.ConfigException}; later packages add their own findings
 * through {@link org.dynama.config.Faults}.
 *
 * <p>A path names a place: {@code environment.types.high[2]}. Keys other than letters, digits, {@code _} and {@code -}
 * stand in quotes, as in {@code next."to be"}.
 */
@NullMarked
package org.dynama.config;

import org.jspecify.annotations.NullMarked;
