/**
 * Letters to people: what they say, and how they leave. A letter is written into the outbox in the transaction of its
 * cause, and a thread of every instance sends what waits there. Features depend on this package; it knows none of them.
 */
@NullMarked
package org.tallystick.mail;

import org.jspecify.annotations.NullMarked;
