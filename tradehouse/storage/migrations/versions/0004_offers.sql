CREATE TABLE buyer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    trashed_at TEXT,
    created_at TEXT NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    kind TEXT,
    country TEXT,
    city TEXT,
    address TEXT,
    website TEXT,
    contact TEXT,
    email TEXT,
    phone TEXT,
    whatsapp TEXT,
    language TEXT,
    currency TEXT,
    incoterm TEXT,
    place TEXT,
    margin REAL,
    payment_terms TEXT,
    marks TEXT,
    status TEXT,
    met_at TEXT,
    notes TEXT,
    name_sort TEXT NOT NULL,
    search_text TEXT NOT NULL,
    code_sort TEXT NOT NULL,
    CONSTRAINT uq_buyer_uid UNIQUE (uid)
)
--;
CREATE INDEX ix_buyer_code_sort ON buyer (code_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_buyer_country ON buyer (country) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_buyer_kind ON buyer (kind) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_buyer_name_sort ON buyer (name_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_buyer_status ON buyer (status) WHERE trashed_at IS NULL
--;
CREATE UNIQUE INDEX uq_buyer_code ON buyer (code)
--;
CREATE TABLE offer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    trashed_at TEXT,
    created_at TEXT NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    buyer_id INTEGER,
    buyer_name TEXT,
    number TEXT,
    revision INTEGER,
    issued TEXT,
    valid_until TEXT,
    layout TEXT,
    language TEXT,
    currency TEXT,
    rate INTEGER,
    rate_date TEXT,
    margin REAL,
    incoterm TEXT,
    place TEXT,
    payment_terms TEXT,
    minimum_order TEXT,
    lead_time_basis TEXT,
    costs TEXT,
    sheet_id TEXT,
    file_name TEXT,
    status TEXT,
    sent_on TEXT,
    follow_up TEXT,
    notes TEXT,
    name_sort TEXT NOT NULL,
    search_text TEXT NOT NULL,
    code_sort TEXT NOT NULL,
    CONSTRAINT uq_offer_uid UNIQUE (uid),
    CONSTRAINT fk_offer_buyer_id FOREIGN KEY(buyer_id) REFERENCES buyer (id)
)
--;
CREATE INDEX ix_offer_buyer_id ON offer (buyer_id) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_offer_code_sort ON offer (code_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_offer_currency ON offer (currency) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_offer_name_sort ON offer (name_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_offer_number ON offer (number)
--;
CREATE INDEX ix_offer_sheet_id ON offer (sheet_id)
--;
CREATE INDEX ix_offer_status ON offer (status) WHERE trashed_at IS NULL
--;
CREATE UNIQUE INDEX uq_offer_code ON offer (code)
--;
CREATE TABLE offer_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    offer_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    product_uid TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    price INTEGER,
    second_quantity INTEGER,
    second_price INTEGER,
    price_revision TEXT NOT NULL,
    facts TEXT DEFAULT '{}' NOT NULL,
    CONSTRAINT uq_offer_line_uid UNIQUE (uid),
    CONSTRAINT fk_offer_line_offer_id FOREIGN KEY(offer_id) REFERENCES offer (id) ON DELETE CASCADE
)
--;
CREATE INDEX ix_offer_line_offer_id ON offer_line (offer_id)
--;
CREATE INDEX ix_offer_line_product_uid ON offer_line (product_uid)
--;
CREATE TABLE buyer_order (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    code TEXT NOT NULL,
    offer_id INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    status TEXT DEFAULT 'draft' NOT NULL,
    reference TEXT,
    remarks TEXT,
    CONSTRAINT uq_buyer_order_uid UNIQUE (uid),
    CONSTRAINT uq_buyer_order_code UNIQUE (code),
    CONSTRAINT fk_buyer_order_offer_id FOREIGN KEY(offer_id) REFERENCES offer (id)
)
--;
CREATE INDEX ix_buyer_order_offer_id ON buyer_order (offer_id)
--;
CREATE INDEX ix_buyer_order_sha256 ON buyer_order (sha256)
--;
CREATE TABLE order_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    order_id INTEGER NOT NULL,
    offer_line_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    product_uid TEXT NOT NULL,
    units INTEGER NOT NULL,
    price INTEGER,
    remarks TEXT,
    CONSTRAINT uq_order_line_uid UNIQUE (uid),
    CONSTRAINT fk_order_line_order_id FOREIGN KEY(order_id) REFERENCES buyer_order (id) ON DELETE CASCADE,
    CONSTRAINT fk_order_line_offer_line_id FOREIGN KEY(offer_line_id) REFERENCES offer_line (id)
)
--;
CREATE INDEX ix_order_line_order_id ON order_line (order_id)
--;
CREATE INDEX ix_order_line_product_uid ON order_line (product_uid)
--;
CREATE TABLE showcase_result (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    offer_line_id INTEGER NOT NULL,
    brought INTEGER,
    sold INTEGER,
    note TEXT,
    CONSTRAINT uq_showcase_result_uid UNIQUE (uid),
    CONSTRAINT uq_showcase_result_offer_line_id UNIQUE (offer_line_id),
    CONSTRAINT fk_showcase_result_offer_line_id FOREIGN KEY(offer_line_id) REFERENCES offer_line (id) ON DELETE CASCADE
)
--;
CREATE TABLE saved_layout (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    name TEXT NOT NULL,
    base TEXT NOT NULL,
    buyer_id INTEGER,
    settings TEXT NOT NULL,
    CONSTRAINT uq_saved_layout_uid UNIQUE (uid),
    CONSTRAINT uq_saved_layout_name UNIQUE (name),
    CONSTRAINT fk_saved_layout_buyer_id FOREIGN KEY(buyer_id) REFERENCES buyer (id)
)
--;
CREATE INDEX ix_saved_layout_buyer_id ON saved_layout (buyer_id)
--;
CREATE VIRTUAL TABLE buyer_fts USING fts5(search_text, content='buyer', content_rowid='id', tokenize='trigram case_sensitive 1')
--;
CREATE VIRTUAL TABLE offer_fts USING fts5(search_text, content='offer', content_rowid='id', tokenize='trigram case_sensitive 1')
