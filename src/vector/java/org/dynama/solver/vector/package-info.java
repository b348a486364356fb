/** Kernels on the JVM's module jdk.incubator.vector: loaded by name, and only where the JVM has the module. */
@NullMarked
package org.dynama.solver.vector;

import org.jspecify.annotations.NullMarked;
