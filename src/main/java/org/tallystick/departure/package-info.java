/** How members leave: until when, what becomes of what they leave behind, and how their person is forgotten. */
@NullMarked
package org.tallystick.departure;

import org.jspecify.annotations.NullMarked;
