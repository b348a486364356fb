/**
 * NumPy's files in and out: {@code .npy} arrays and {@code .npz} archives of them, in plain Java, so that reading a table
 * starts no native engine. What the format allows and Dynama has no use for is refused by name. Layer 0: uses no other
 * package but {@code refusal}, {@code file} and {@code model}.
 */
@NullMarked
package org.dynama.numpy;

import org.jspecify.annotations.NullMarked;
