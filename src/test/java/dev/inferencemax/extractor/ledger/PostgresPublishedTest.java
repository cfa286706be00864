package dev.inferencemax.extractor.ledger;

import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresPublishedTest extends PublishedContract {

    @RegisterExtension
    final PostgresServer server = new PostgresServer();

    @Override
    DataSource database() {
        return server.database();
    }
}
