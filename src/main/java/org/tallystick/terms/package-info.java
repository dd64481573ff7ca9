/** The terms that a community gives its members, version by version, and who has accepted them. */
@NullMarked
package org.tallystick.terms;

import org.jspecify.annotations.NullMarked;
