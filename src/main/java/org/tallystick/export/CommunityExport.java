package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.exchange.ExportCommunity;
import org.tallystick.job.JobProgress;
import org.tallystick.job.ResumableWork.Content;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** The whole community in one currency, in the files that an import takes. */
@ApplicationScoped
class CommunityExport implements ExportKind {
    private final Communities communities;
    private final ExportCommunity exporting;

    CommunityExport(Communities communities, ExportCommunity exporting) {
        this.communities = communities;
        this.exporting = exporting;
    }

    @Override
    public String code() {
        return "community";
    }

    @Override
    public Set<String> fields() {
        return Set.of("currency");
    }

    @Override
    public Export read(Access access, NewExport request) {
        access.require(Permission.EXPORT_COMMUNITY);
        Community community = communities.byId(access.community().id()).orElseThrow();
        FieldErrors errors = new FieldErrors();
        Optional<CommunityCurrency> currency = errors.readIfPresent(
                "currency",
                request.currency(),
                text -> community
                        .currency(new CurrencyCode(text))
                        .orElseThrow(() -> new IllegalArgumentException("is no currency of this community")));
        errors.throwIfAny();
        return new Export(
                request, Optional.empty(), new Archive(community, currency.orElse(community.defaultCurrency())));
    }

    private final class Archive implements Content {
        private final Community community;
        private final CommunityCurrency currency;

        Archive(Community community, CommunityCurrency currency) {
            this.community = community;
            this.currency = currency;
        }

        @Override
        public String fileName() {
            return community.slug() + "-" + currency.currency().code() + ".zip";
        }

        @Override
        public String mediaType() {
            return "application/zip";
        }

        @Override
        public long rows() {
            return exporting.rows(community, currency);
        }

        @Override
        public void write(OutputStream out, JobProgress progress) throws IOException {
            exporting.write(community, currency, out, progress::done);
        }
    }
}
