/** What each client of the bank test sent, and what it was told: files of one line of JSON an event. */
@NullMarked
package org.tallystick.chaos.journal;

import org.jspecify.annotations.NullMarked;
