/** Communities: their profile, their rules and their currencies. */
@NullMarked
package org.tallystick.community;

import org.jspecify.annotations.NullMarked;
