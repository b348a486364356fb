/** What can be done with finished runs of any kind: pages for one and for many, and checking them again. Layer 2. */
@NullMarked
package org.dynama.study.report;

import org.jspecify.annotations.NullMarked;
