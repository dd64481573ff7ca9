/** Problems as RFC 9457 has them: every failure has a stable code, listed in one place and mapped in one place. */
@NullMarked
package org.tallystick.problem;

import org.jspecify.annotations.NullMarked;
