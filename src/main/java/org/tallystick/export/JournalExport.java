package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.tallystick.job.JobProgress;
import org.tallystick.job.ResumableWork.Content;
import org.tallystick.journal.CommunityJournal;
import org.tallystick.journal.JournalRequest;
import org.tallystick.journal.JournalRequestReader;
import org.tallystick.journal.OpenJournal;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** The books of the community in one currency, as a journal of plain-text accounting. */
@ApplicationScoped
class JournalExport implements ExportKind {
    private final JournalRequestReader reader;
    private final CommunityJournal journals;
    private final BookSizes sizes;

    JournalExport(JournalRequestReader reader, CommunityJournal journals, BookSizes sizes) {
        this.reader = reader;
        this.journals = journals;
        this.sizes = sizes;
    }

    @Override
    public String code() {
        return "journal";
    }

    @Override
    public Set<String> fields() {
        return Set.of("format", "currency", "from", "to");
    }

    @Override
    public Export read(Access access, NewExport request) {
        access.require(Permission.EXPORT_COMMUNITY);
        JournalRequest read = reader.read(access, request.format(), request.currency(), request.from(), request.to());
        return new Export(request.until(read.to().toString()), Optional.empty(), new OfJournal(read));
    }

    private final class OfJournal implements Content {
        private final JournalRequest request;

        OfJournal(JournalRequest request) {
            this.request = request;
        }

        @Override
        public String fileName() {
            return request.community().slug() + "-" + request.currency().code() + "-" + request.to() + "."
                    + request.dialect().extension();
        }

        @Override
        public String mediaType() {
            return request.dialect().mediaType();
        }

        @Override
        public long rows() {
            return sizes.trades(request.community(), request.currency());
        }

        @Override
        public void write(OutputStream out, JobProgress progress) throws IOException {
            OpenJournal journal = journals.open(request.community(), request.currency(), request.from(), request.to());
            journals.write(journal, request.dialect(), out, progress::done);
        }
    }
}
