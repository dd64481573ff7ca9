/** Exchange systems: the programs that act for members, and what a community lets them do. */
@NullMarked
package org.tallystick.client;

import org.jspecify.annotations.NullMarked;
