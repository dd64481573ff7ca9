package org.tallystick.posting;

/** What holds for reversals as a whole. */
final class ReversalChecks {
    static final BooksCheck REVERSALS = new BooksCheck("I5", """
            SELECT 'trade ' || r.trade_id AS subject, concat_ws('; ',
                   CASE WHEN t.trade_id IS NULL THEN 'reverses trade ' || r.reverses || ', which is none' END,
                   CASE WHEN t.reverses IS NOT NULL THEN 'reverses trade ' || r.reverses || ', a reversal' END,
                   CASE WHEN (NOT many AND (r.payer_id <> t.payee_id OR r.payee_id <> t.payer_id))
                             OR r.currency_code <> t.currency_code
                        THEN 'does not go back the way of trade ' || r.reverses END) AS detail
              FROM trade r LEFT JOIN trade t ON t.community_id = ? AND t.trade_id = r.reverses
             CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM trade_line l
                                                 WHERE l.community_id = ? AND l.trade_id IN (r.trade_id, r.reverses))
                                        AS many) lines
             WHERE r.community_id = ? AND r.reverses IS NOT NULL
               AND (t.trade_id IS NULL OR t.reverses IS NOT NULL OR r.currency_code <> t.currency_code
                    OR (NOT many AND (r.payer_id <> t.payee_id OR r.payee_id <> t.payer_id)))""");

    static final BooksCheck REVERSED = new BooksCheck("I5", """
            SELECT 'trade ' || t.trade_id AS subject, 'of ' || t.amount || ', ' || r.total || ' are reversed' AS detail
              FROM (SELECT reverses, sum(amount) AS total
                      FROM trade WHERE community_id = ? AND reverses IS NOT NULL GROUP BY reverses) r
              JOIN trade t ON t.community_id = ? AND t.trade_id = r.reverses
             WHERE r.total > t.amount""");

    private ReversalChecks() {}
}
