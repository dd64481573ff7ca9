/**
 * Files that take their time: statements of any length, whole communities, the papers of a year. Each kind is a bean; the job that makes
 * it is run by any instance.
 */
@NullMarked
package org.tallystick.export;

import org.jspecify.annotations.NullMarked;
