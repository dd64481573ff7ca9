package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.tallystick.job.JobProgress;
import org.tallystick.ledger.Currency;
import org.tallystick.statement.OpenStatement;
import org.tallystick.statement.StatementFormat;
import org.tallystick.statement.StatementFormats;
import org.tallystick.statement.StatementOptions;
import org.tallystick.statement.StatementRequest;
import org.tallystick.statement.StatementRequestReader;

/** The statements of a pack: of the community's own accounts, and if wanted of the members', in the order of their addresses. */
@ApplicationScoped
class PackStatements {
    private static final String PDF = "pdf";

    private final StatementRequestReader requests;
    private final StatementFormats formats;
    private final WriteStatement statements;
    private final BookSizes sizes;

    PackStatements(
            StatementRequestReader requests, StatementFormats formats, WriteStatement statements, BookSizes sizes) {
        this.requests = requests;
        this.formats = formats;
        this.statements = statements;
        this.sizes = sizes;
    }

    void write(Pack pack, Currency currency, PackZip zip, JobProgress progress) throws IOException {
        String folder = currency.code() + "/statements/";
        for (String address : sizes.communityAddresses(pack.community(), currency)) {
            statement(pack, address, folder, zip, progress);
        }
        if (pack.statements()) {
            List<String> handles = sizes.handles(pack.community(), currency, "");
            while (!handles.isEmpty()) {
                for (String handle : handles) {
                    String address = sizes.address(pack.community(), currency, handle);
                    statement(pack, address, folder + "members/", zip, progress);
                }
                handles = sizes.handles(pack.community(), currency, handles.get(handles.size() - 1));
            }
        }
    }

    private void statement(Pack pack, String address, String folder, PackZip zip, JobProgress progress)
            throws IOException {
        StatementFormat pdf = formats.byCode(PDF);
        StatementRequest request = requests.read(
                pack.access(),
                address,
                pack.from().toString(),
                pack.to().toString(),
                pack.asOf().map(Instant::toString).orElse(null),
                null,
                null);
        OpenStatement statement = statements.open(request, pack.community().timeZone());
        boolean volumes = WriteStatement.inVolumes(statement, pdf);
        String title = "Statement of " + address;
        zip.add(
                folder + address + (volumes ? "-volumes.zip" : ".pdf"),
                volumes ? title + "; in volumes" : title,
                file -> {
                    statements.write(statement, pdf, StatementOptions.NONE, file, progress);
                    return statement.head().entries();
                });
        progress.done(1);
    }
}
