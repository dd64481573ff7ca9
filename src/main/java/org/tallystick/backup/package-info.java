/** Backups of the embedded database: base backups, the write-ahead log between them, and the way back. */
@NullMarked
package org.tallystick.backup;

import org.jspecify.annotations.NullMarked;
