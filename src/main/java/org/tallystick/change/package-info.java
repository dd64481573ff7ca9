/** Who changed a limit, a role, a status or a rule: when, why, from what to what (I10). */
@NullMarked
package org.tallystick.change;

import org.jspecify.annotations.NullMarked;
