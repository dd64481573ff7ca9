package org.tallystick.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Slug;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.Text;

/** community.json: slug, name, time zone and the one currency of the community. Unknown fields are errors. */
final class CommunityFile {
    static final String NAME = ImportFiles.COMMUNITY;
    private static final int LARGEST_BYTES = 1 << 20;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CURRENCY_NAME = 100;
    private static final int LONGEST_SYMBOL = 12;

    /** What an export says more, and an import leaves alone: the rules of a community are given by whoever runs it. */
    static final String SETTINGS = "settings";

    static final String PROFILE_FIELDS = "profileFields";

    private static final Set<String> FIELDS =
            Set.of("slug", "name", "timeZone", "currency", "frozenBeforeAttempts", SETTINGS, PROFILE_FIELDS);
    private static final Set<String> CURRENCY_FIELDS =
            Set.of("code", "name", "symbol", "scale", "defaultCreditLimit", "defaultBalanceCap");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CommunityFile() {}

    static Optional<ImportedCommunity> read(Path path, RowErrors errors) {
        RowErrors.Line row = errors.row(NAME, 1);
        JsonNode root = parse(path, row, errors);
        if (root == null) {
            return Optional.empty();
        }
        refuseOthers(root, "", FIELDS, row);
        Optional<String> slug = row.read("slug", text(root, "slug"), text -> new Slug(text).value());
        Optional<String> name = row.read("name", text(root, "name"), text -> Text.read(text, LONGEST_NAME));
        Optional<ZoneId> zone = row.read("timeZone", text(root, "timeZone"), CommunityFile::zone);
        Optional<Currency> currency = currency(root.path("currency"), row);
        if (row.isFaulty()) {
            return Optional.empty();
        }
        return Optional.of(new ImportedCommunity(
                slug.orElseThrow(), name.orElseThrow(), zone.orElseThrow(), currency.orElseThrow()));
    }

    private static Optional<Currency> currency(JsonNode node, RowErrors.Line row) {
        if (!node.isObject()) {
            row.add("currency", "required", "is required: an object with code, name, symbol and scale");
            return Optional.empty();
        }
        refuseOthers(node, "currency.", CURRENCY_FIELDS, row);
        Optional<CurrencyCode> code = row.read("currency.code", text(node, "code"), CurrencyCode::new);
        Optional<String> name =
                row.read("currency.name", text(node, "name"), text -> Text.read(text, LONGEST_CURRENCY_NAME));
        Optional<String> symbol =
                row.read("currency.symbol", text(node, "symbol"), text -> Text.read(text, LONGEST_SYMBOL));
        JsonNode scale = node.path("scale");
        if (!scale.isInt() || scale.intValue() < 0 || scale.intValue() > Currency.LARGEST_SCALE) {
            row.add("currency.scale", "malformed", "must be a number from 0 to " + Currency.LARGEST_SCALE);
            return Optional.empty();
        }
        if (code.isEmpty() || name.isEmpty() || symbol.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Currency(code.get(), name.get(), symbol.get(), scale.intValue()));
    }

    private static @Nullable JsonNode parse(Path path, RowErrors.Line row, RowErrors errors) {
        try {
            if (Files.size(path) > LARGEST_BYTES) {
                row.add("", "too-large", "is larger than " + LARGEST_BYTES + " bytes");
                return null;
            }
            JsonNode root = JSON.readTree(Files.readAllBytes(path));
            if (!root.isObject()) {
                row.add("", "malformed", "must be an object");
                return null;
            }
            return root;
        } catch (JsonProcessingException e) {
            long line =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            errors.add(NAME, line, "", "malformed", "is not well-formed JSON: " + e.getOriginalMessage());
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseOthers(JsonNode node, String path, Set<String> known, RowErrors.Line row) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                row.add(path + name, "unknown-field", "is not a field of this file");
            }
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time zone such as Europe/Lisbon", e);
        }
    }
}
