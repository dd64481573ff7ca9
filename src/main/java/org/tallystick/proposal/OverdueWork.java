package org.tallystick.proposal;

/**
 * What should have been done by the service itself, whichever instance, and was not.
 *
 * @param proposals that ended an hour ago or earlier, and still are open
 * @param instalments that were due before today, and that nobody has tried to book since yesterday
 * @param news of proposals that nobody was told of for an hour
 * @param refused instalments that the books refuse, and that are tried every day: a matter of their members
 */
public record OverdueWork(long proposals, long instalments, long news, long refused) {}
