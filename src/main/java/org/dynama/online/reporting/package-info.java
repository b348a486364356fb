/** What agents realise and how they report it. Layer 4. */
@NullMarked
package org.dynama.online.reporting;

import org.jspecify.annotations.NullMarked;
