/**
 * The promises of a mechanism for a random allocation space, checked at every period, public state and profile: whatever
 * mechanism it is given, it evaluates the policies and transfers anew and takes nothing from the solver on trust.
 */
@NullMarked
package org.dynama.pivot.check;

import org.jspecify.annotations.NullMarked;
