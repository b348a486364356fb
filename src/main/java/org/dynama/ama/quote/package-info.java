/** A mechanism's answer to real reports: policy, payments and why each agent pays what she pays. Layer 3. */
@NullMarked
package org.dynama.ama.quote;

import org.jspecify.annotations.NullMarked;
