package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.ledger.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresMergeTest extends MergeContract {

    @RegisterExtension
    final PostgresServer server = new PostgresServer();

    @Override
    DataSource database() {
        return server.database();
    }
}
