/** Run folders as a live page for browsers on this machine: the command {@code serve}. It only reads. Layer 5. */
@NullMarked
package org.dynama.serve;

import org.jspecify.annotations.NullMarked;
