/** Training a mechanism against reporters who look for profitable lies: plays, losses, steps and outer loops. */
@NullMarked
package org.dynama.learned.training;

import org.jspecify.annotations.NullMarked;
