/** Groups and sub-areas of a community: who belongs to them. */
@NullMarked
package org.tallystick.group;

import org.jspecify.annotations.NullMarked;
