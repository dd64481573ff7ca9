package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.TradeId;
import org.tallystick.security.Access;
import org.tallystick.security.Digests;
import org.tallystick.security.SealedKeys;
import org.tallystick.trade.Names;
import org.tallystick.trade.Scales;

/** Shows proposals, and knows the tokens of their links. */
@ApplicationScoped
class ProposalViews {
    private final Directory directory;
    private final Names names;
    private final Scales scales;
    private final SealedKeys seal;

    ProposalViews(Directory directory, Names names, Scales scales, SealedKeys seal) {
        this.directory = directory;
        this.names = names;
        this.scales = scales;
        this.seal = seal;
    }

    Origin.SealedLink newLink(UUID proposal) {
        String token = Digests.newToken();
        return new Origin.SealedLink(
                digest(token),
                HexFormat.of().formatHex(seal.seal(name(proposal), token.getBytes(StandardCharsets.UTF_8))));
    }

    /** By which a link is found. */
    static String digest(String text) {
        return HexFormat.of().formatHex(Digests.sha256(text));
    }

    ProposalView of(Proposal proposal, Access access) {
        return of(proposal, access, false);
    }

    /** Of one that was only looked at. */
    ProposalView withoutId(Proposal proposal, Access access) {
        return of(proposal, access, true);
    }

    private ProposalView of(Proposal proposal, Access access, boolean dryRun) {
        int scale = scales.of(proposal.community(), proposal.currency());
        Map<AccountId, AccountRef> accounts = directory.allById(proposal.community(), proposal.accounts());
        Wording wording = proposal.wording();
        Origin origin = proposal.origin();
        return new ProposalView(
                dryRun ? null : proposal.id(),
                proposal.kind().text(),
                proposal.state().text(),
                proposal.amount().format(scale),
                proposal.accepted().format(scale),
                proposal.currency().value(),
                wording.description(),
                wording.lines().isEmpty() ? null : lines(wording.lines(), scale),
                wording.note().orElse(null),
                wording.category().orElse(null),
                wording.metadata().isEmpty() ? null : wording.metadata(),
                wording.dueDate().orElse(null),
                dryRun ? null : origin.at(),
                proposal.expiresAt(),
                names.of(origin.by(), access.caller()),
                origin.isMediated() ? true : null,
                proposal.hold().map(hold -> hold.amount().format(scale)).orElse(null),
                proposal.parties().stream()
                        .map(party -> party(proposal, party, accounts, access, scale))
                        .toList(),
                proposal.trades().stream()
                        .map(part -> new ProposalView.PartView(
                                part.trade().value(),
                                part.amount().format(scale),
                                part.acceptedAt(),
                                names.of(part.acceptedBy(), access.caller())))
                        .toList(),
                proposal.reverses().map(TradeId::value).orElse(null),
                proposal.instalments().isEmpty() ? null : instalments(proposal, scale),
                dryRun ? null : token(proposal, accounts, access));
    }

    private static List<ProposalView.InstalmentView> instalments(Proposal proposal, int scale) {
        return proposal.instalments().stream()
                .map(one -> new ProposalView.InstalmentView(
                        one.number(),
                        one.dueDate(),
                        one.amount().format(scale),
                        one.state().text(),
                        one.trade().map(TradeId::value).orElse(null),
                        one.refusal().map(Instalment.Refused::code).orElse(null),
                        one.refusal().map(Instalment.Refused::at).orElse(null)))
                .toList();
    }

    private static List<ProposalView.LineView> lines(List<ProposalLine> lines, int scale) {
        return lines.stream()
                .map(line -> new ProposalView.LineView(
                        line.description(),
                        line.quantity().toPlainString(),
                        line.unitPrice().toPlainString(),
                        line.formatted(scale)))
                .toList();
    }

    private ProposalView.PartyView party(
            Proposal proposal, ProposalParty party, Map<AccountId, AccountRef> accounts, Access access, int scale) {
        return new ProposalView.PartyView(
                party.account()
                        .map(id -> accounts.get(id))
                        .map(AccountRef::address)
                        .orElse(null),
                party.side().text(),
                party.share().format(scale),
                proposal.needs(party),
                party.consent().map(Consent::at).orElse(null),
                party.consent()
                        .map(consent -> names.of(consent.by(), access.caller()))
                        .orElse(null),
                party.declinedAt().orElse(null));
    }

    private @Nullable String token(Proposal proposal, Map<AccountId, AccountRef> accounts, Access access) {
        Optional<Origin.SealedLink> link = proposal.origin().link();
        boolean own = proposal.origin().by().equals(access.caller().id())
                || proposal.proposer()
                        .flatMap(ProposalParty::account)
                        .map(id -> accounts.get(id))
                        .filter(account -> ProposalRights.isOwn(access, account))
                        .isPresent();
        if (link.isEmpty() || !own || proposal.state().isFinal()) {
            return null;
        }
        try {
            return new String(
                    seal.open(
                            name(proposal.id()),
                            HexFormat.of().parseHex(link.get().sealed())),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            // Sealed under another secret: the link works still, for whoever has it.
            return null;
        }
    }

    /** Nothing else that is sealed is called like this. */
    private static String name(UUID proposal) {
        return "proposal " + proposal;
    }
}
