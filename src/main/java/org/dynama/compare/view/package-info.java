/** What the page of a comparison shows. */
@NullMarked
package org.dynama.compare.view;

import org.jspecify.annotations.NullMarked;
