/**
 * A mechanism's answer to real reports: policy, payments and why each agent pays what she pays. Floor 4, with
 * {@code experiment}.
 */
@NullMarked
package org.dynama.ama.quote;

import org.jspecify.annotations.NullMarked;
