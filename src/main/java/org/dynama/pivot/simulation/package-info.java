/** Runs a mechanism with agents who follow any reporting strategy. */
@NullMarked
package org.dynama.pivot.simulation;

import org.jspecify.annotations.NullMarked;
