package org.tallystick.statement;

/**
 * How those are called who stand at the top of a statement.
 *
 * @param slug of the community
 * @param community how it is called
 * @param holder how the member is called whose account it is; what the account is for where it is the community's own
 * @param currency how the currency is called
 * @param symbol of the currency
 */
public record StatementNames(String slug, String community, String holder, String currency, String symbol) {}
