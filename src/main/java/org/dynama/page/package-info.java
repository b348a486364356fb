/** Pages, figures and numbers as people read them; knows no family. Layer 0. */
@NullMarked
package org.dynama.page;

import org.jspecify.annotations.NullMarked;
