/** Consent of members that an exchange system acts for them. */
@NullMarked
package org.tallystick.consent;

import org.jspecify.annotations.NullMarked;
