package org.tallystick.statement;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.OutputStream;

/** JSON, for programs. */
@ApplicationScoped
class JsonFormat implements StatementFormat {
    private final ObjectMapper json;

    JsonFormat(ObjectMapper json) {
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
    public boolean paged() {
        return true;
    }

    @Override
    public StatementWriter writer(StatementOptions options, OutputStream out) throws IOException {
        return new JsonStatement(json, out);
    }
}
