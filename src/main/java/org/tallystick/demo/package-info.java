/** A small community to try everything on, made on a fresh embedded database. */
@NullMarked
package org.tallystick.demo;

import org.jspecify.annotations.NullMarked;
