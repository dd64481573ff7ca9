/**
 * The audit log (I10): who did what by an office or changed a limit, a right, a status or a rule; when, for whom, from which
 * program, why, from what to what. It is read here, and written where the thing is done.
 */
@NullMarked
package org.tallystick.audit;

import org.jspecify.annotations.NullMarked;
