package dev.inferencemax.extractor.ledger;

import javax.sql.DataSource;

class H2LedgerTest extends LedgerContract {

    @Override
    DataSource database() {
        return TestDatabase.h2();
    }
}
