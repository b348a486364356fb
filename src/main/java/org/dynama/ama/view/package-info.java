/** What pages and terminals show of searches and of the commands on mechanisms. Layer 3. */
@NullMarked
package org.dynama.ama.view;

import org.jspecify.annotations.NullMarked;
