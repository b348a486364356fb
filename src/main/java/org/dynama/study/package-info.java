/** What a study is, written once for all families. Layer 2. */
@NullMarked
package org.dynama.study;

import org.jspecify.annotations.NullMarked;
