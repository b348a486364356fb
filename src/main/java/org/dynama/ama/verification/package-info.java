/** Re-checks what Dynama has written: certificates, and records of runs. Floor 4, with {@code experiment}. */
@NullMarked
package org.dynama.ama.verification;

import org.jspecify.annotations.NullMarked;
