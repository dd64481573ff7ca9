package org.tallystick.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import org.tallystick.csv.CsvDialect;

/** JSON, for programs. */
@ApplicationScoped
class JsonTableFormat implements TableFormat {
    private final ObjectMapper json;

    JsonTableFormat(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String code() {
        return "json";
    }

    @Override
    public String mediaType() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public String extension() {
        return "json";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public boolean inline() {
        return true;
    }

    @Override
    public TableWriter writer(CsvDialect dialect, OutputStream out) throws IOException {
        return new JsonTable(json, out);
    }
}
