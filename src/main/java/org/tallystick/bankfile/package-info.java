/** Statements in the formats in which banks send them: camt.053, OFX and MT940. */
@NullMarked
package org.tallystick.bankfile;

import org.jspecify.annotations.NullMarked;
