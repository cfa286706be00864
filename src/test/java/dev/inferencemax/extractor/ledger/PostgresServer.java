package dev.inferencemax.extractor.ledger;

import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL; a fresh database of it for each call. */
public final class PostgresServer implements BeforeEachCallback {

    private ExtensionContext context;

    @Override
    public void beforeEach(ExtensionContext test) {
        context = test;
    }

    public DataSource database() {
        return TestDatabase.postgres(context);
    }
}
