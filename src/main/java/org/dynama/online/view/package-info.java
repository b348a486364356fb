/** The page, the figures and the summary of a simulated online mechanism. Layer 4. */
@NullMarked
package org.dynama.online.view;

import org.jspecify.annotations.NullMarked;
