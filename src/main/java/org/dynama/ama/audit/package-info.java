/**
 * What can be said about one given mechanism: its exact evaluation on fresh profiles next to VCG, the profitable
 * misreports and the negative utilities it allows, and bounds on what any mechanism could reach. Layer 3.
 */
@NullMarked
package org.dynama.ama.audit;

import org.jspecify.annotations.NullMarked;
