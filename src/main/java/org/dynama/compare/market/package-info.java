/** One market as each family of mechanisms has it, and the types on which they are compared. */
@NullMarked
package org.dynama.compare.market;

import org.jspecify.annotations.NullMarked;
