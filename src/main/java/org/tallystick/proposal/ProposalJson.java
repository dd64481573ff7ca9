package org.tallystick.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Lines and metadata as they are stored. */
final class ProposalJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Map<String, String>>> LINES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {};
    private static final String DESCRIPTION = "description";
    private static final String QUANTITY = "quantity";
    private static final String UNIT_PRICE = "unitPrice";

    private ProposalJson() {}

    static String ofLines(List<ProposalLine> lines) {
        return write(lines.stream()
                .map(line -> Map.of(
                        DESCRIPTION, line.description(),
                        QUANTITY, line.quantity().toPlainString(),
                        UNIT_PRICE, line.unitPrice().toPlainString()))
                .toList());
    }

    static List<ProposalLine> lines(String json) {
        return read(json, LINES).stream()
                .map(line -> new ProposalLine(
                        line.getOrDefault(DESCRIPTION, ""),
                        new BigDecimal(line.getOrDefault(QUANTITY, "0")),
                        new BigDecimal(line.getOrDefault(UNIT_PRICE, "0"))))
                .toList();
    }

    static String ofMetadata(Map<String, String> metadata) {
        return write(metadata);
    }

    static Map<String, String> metadata(String json) {
        return read(json, METADATA);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts alone are JSON", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a proposal says is unreadable", e);
        }
    }
}
