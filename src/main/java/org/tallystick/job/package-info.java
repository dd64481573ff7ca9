/**
 * Work that outlasts a request, told of while it runs by whichever instance. That which needs a file in memory is run by the instance
 * that took it, one after the other ({@link org.tallystick.job.RunJobs}); that which makes a file is run by any
 * ({@link org.tallystick.job.StartResumable}).
 */
@NullMarked
package org.tallystick.job;

import org.jspecify.annotations.NullMarked;
