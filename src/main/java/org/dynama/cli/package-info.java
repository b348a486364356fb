/**
 * One class per command: parse, call, print. There is no mathematics here. People read standard error, programs read
 * standard output. Layer 6.
 */
@NullMarked
package org.dynama.cli;

import org.jspecify.annotations.NullMarked;
