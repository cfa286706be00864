package dev.inferencemax.extractor.ledger;

import javax.sql.DataSource;

class H2PublishedTest extends PublishedContract {

    @Override
    DataSource database() {
        return TestDatabase.h2();
    }
}
