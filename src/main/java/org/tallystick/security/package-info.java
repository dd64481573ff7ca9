/**
 * Who calls and what they may do. A token says who; the database says what they may do, as of a community's access
 * version. Features depend on this package; it knows none of them.
 */
@NullMarked
package org.tallystick.security;

import org.jspecify.annotations.NullMarked;
