package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import org.tallystick.community.Communities;
import org.tallystick.ledger.CommunityId;
import org.tallystick.pdf.MakePdf;

/** Prints a statement, or a volume of one, under the letterhead of its community. */
@ApplicationScoped
class PrintStatement {
    private final Communities communities;
    private final MakePdf pdf;

    PrintStatement(Communities communities, MakePdf pdf) {
        this.communities = communities;
        this.pdf = pdf;
    }

    /** @param curve of its entries */
    void print(StatementHead head, Volume volume, BalanceCurve curve, OutputStream out) throws IOException {
        PaperChart chart = volume.lines().isEmpty() ? PaperChart.NONE : chart(head, volume, curve);
        StatementPaper paper = StatementPaper.of(head, letterhead(head.account().community()), volume, chart);
        pdf.write(Papers.paper(paper).render(), head.writtenAt(), out);
    }

    private static PaperChart chart(StatementHead head, Volume volume, BalanceCurve curve) {
        LocalDate made = LocalDate.ofInstant(head.asOf().orElse(head.writtenAt()), head.zone());
        LocalDate end = head.to().isAfter(made) ? made : head.to();
        LocalDate first = head.from().filter(date -> volume.first()).orElse(curve.first());
        LocalDate last = volume.last() && !end.isBefore(curve.last()) ? end : curve.last();
        return PaperChart.of(curve, volume.opening(), volume.closing(), first, last, head);
    }

    private List<String> letterhead(CommunityId community) {
        return communities
                .byId(community)
                .map(found -> found.settings().letterhead())
                .orElseGet(List::of);
    }
}
