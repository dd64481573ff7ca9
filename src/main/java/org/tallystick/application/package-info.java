/** How people who are not members yet ask to be. */
@NullMarked
package org.tallystick.application;

import org.jspecify.annotations.NullMarked;
