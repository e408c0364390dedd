-- The first catalogue, frozen: later revisions change it, this file never does.
CREATE TABLE change_set (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    computer TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    label_values TEXT DEFAULT '{}' NOT NULL,
    counts TEXT DEFAULT '{}' NOT NULL,
    reverts INTEGER,
    CONSTRAINT fk_change_set_reverts FOREIGN KEY(reverts) REFERENCES change_set (id)
)
--;
CREATE INDEX ix_change_set_reverts ON change_set (reverts)
--;
CREATE TABLE code_counter (
    prefix TEXT NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_code_counter PRIMARY KEY (prefix)
)
--;
CREATE TABLE import_batch (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    at TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    options TEXT DEFAULT '{}' NOT NULL,
    summary TEXT DEFAULT '{}' NOT NULL,
    row_map BLOB,
    CONSTRAINT uq_import_batch_uid UNIQUE (uid)
)
--;
CREATE INDEX ix_import_batch_sha256 ON import_batch (sha256)
--;
CREATE TABLE photo (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    format TEXT NOT NULL,
    original_name TEXT,
    taken TEXT,
    perceptual_hash TEXT,
    credit TEXT,
    consent TEXT,
    CONSTRAINT uq_photo_uid UNIQUE (uid),
    CONSTRAINT uq_photo_sha256 UNIQUE (sha256)
)
--;
CREATE TABLE reference_item (
    list TEXT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT,
    label_id TEXT NOT NULL,
    label_en TEXT NOT NULL,
    data TEXT DEFAULT '{}' NOT NULL,
    origin TEXT DEFAULT 'shipped' NOT NULL,
    CONSTRAINT pk_reference_item PRIMARY KEY (list, code)
)
--;
CREATE TABLE saved_view (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT uq_saved_view_kind_name UNIQUE (kind, name),
    CONSTRAINT uq_saved_view_uid UNIQUE (uid)
)
--;
CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY ("key")
)
--;
CREATE TABLE staff (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    name TEXT NOT NULL,
    initials TEXT,
    role TEXT,
    consultant_field TEXT,
    active BOOLEAN DEFAULT 1 NOT NULL,
    CONSTRAINT uq_staff_uid UNIQUE (uid),
    CONSTRAINT uq_staff_name UNIQUE (name)
)
--;
CREATE TABLE supplier (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    trashed_at TEXT,
    created_at TEXT NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    brand TEXT,
    kind TEXT,
    legal_form TEXT,
    register_number TEXT,
    nib TEXT,
    npwp TEXT,
    owner TEXT,
    contact TEXT,
    phone TEXT,
    whatsapp TEXT,
    email TEXT,
    channels TEXT,
    address TEXT,
    province TEXT,
    regency TEXT,
    district TEXT,
    latitude REAL,
    longitude REAL,
    kbli TEXT,
    kbli_edition TEXT,
    sector TEXT,
    founded INTEGER,
    employees_men INTEGER,
    employees_women INTEGER,
    women_owned INTEGER,
    capital_idr INTEGER,
    sales_idr INTEGER,
    sales_year INTEGER,
    scale TEXT,
    market_reach TEXT,
    export_countries TEXT,
    lkpp_status TEXT,
    aggregator INTEGER,
    office TEXT,
    consultant TEXT,
    status TEXT,
    notes TEXT,
    name_sort TEXT NOT NULL,
    search_text TEXT NOT NULL,
    code_sort TEXT NOT NULL,
    CONSTRAINT uq_supplier_uid UNIQUE (uid)
)
--;
CREATE INDEX ix_supplier_code_sort ON supplier (code_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_kind ON supplier (kind) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_market_reach ON supplier (market_reach) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_name_sort ON supplier (name_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_province ON supplier (province) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_regency ON supplier (regency) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_scale ON supplier (scale) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_sector ON supplier (sector) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_status ON supplier (status) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_women_owned ON supplier (women_owned) WHERE trashed_at IS NULL
--;
CREATE UNIQUE INDEX uq_supplier_code ON supplier (code)
--;
CREATE TABLE certification (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    trashed_at TEXT,
    created_at TEXT NOT NULL,
    type TEXT,
    supplier_id INTEGER,
    number TEXT,
    holder TEXT,
    issued TEXT,
    expires TEXT,
    no_expiry INTEGER,
    printed_until TEXT,
    scope TEXT,
    stage TEXT,
    scans TEXT,
    notes TEXT,
    name_sort TEXT NOT NULL,
    search_text TEXT NOT NULL,
    supplier_sort TEXT,
    supplier_text TEXT,
    CONSTRAINT uq_certification_uid UNIQUE (uid),
    CONSTRAINT fk_certification_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id)
)
--;
CREATE INDEX ix_certification_expires ON certification (expires) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_certification_name_sort ON certification (name_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_certification_stage ON certification (stage) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_certification_supplier_id ON certification (supplier_id) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_certification_supplier_sort ON certification (supplier_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_certification_type ON certification (type) WHERE trashed_at IS NULL
--;
CREATE TABLE change_row (
    id INTEGER NOT NULL,
    change_set_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    operation TEXT NOT NULL,
    version INTEGER NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT pk_change_row PRIMARY KEY (id),
    CONSTRAINT fk_change_row_change_set_id FOREIGN KEY(change_set_id) REFERENCES change_set (id)
)
--;
CREATE INDEX ix_change_row_change_set_id ON change_row (change_set_id)
--;
CREATE INDEX ix_change_row_table_name_row_id ON change_row (table_name, row_id)
--;
CREATE TABLE house (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    name_id TEXT,
    name_en TEXT,
    address TEXT,
    phone TEXT,
    whatsapp TEXT,
    email TEXT,
    website TEXT,
    bank TEXT,
    signatory TEXT,
    signatory_role TEXT,
    payment_terms TEXT,
    lead_time_basis TEXT,
    catalogue_prefix TEXT,
    default_port TEXT,
    logo_photo_id INTEGER,
    CONSTRAINT pk_house PRIMARY KEY (id),
    CONSTRAINT ck_house_one CHECK (id = 1),
    CONSTRAINT uq_house_uid UNIQUE (uid),
    CONSTRAINT fk_house_logo_photo_id FOREIGN KEY(logo_photo_id) REFERENCES photo (id)
)
--;
CREATE TABLE product (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    trashed_at TEXT,
    created_at TEXT NOT NULL,
    code TEXT,
    name_id TEXT NOT NULL,
    name_en TEXT,
    supplier_id INTEGER,
    supplier_code TEXT,
    "group" TEXT,
    variant TEXT,
    brand TEXT,
    category TEXT,
    description_id TEXT,
    description_en TEXT,
    story_id TEXT,
    story_en TEXT,
    material TEXT,
    material_en TEXT,
    technique TEXT,
    technique_en TEXT,
    length_cm REAL,
    width_cm REAL,
    height_cm REAL,
    size_text TEXT,
    net_content REAL,
    net_unit TEXT,
    weight_g REAL,
    colour TEXT,
    colour_en TEXT,
    gtin TEXT,
    hs_code TEXT,
    origin_province TEXT,
    origin_regency TEXT,
    shelf_life_days INTEGER,
    ingredients TEXT,
    ingredients_en TEXT,
    allergens TEXT,
    allergens_en TEXT,
    storage TEXT,
    storage_en TEXT,
    unit TEXT,
    cost_idr INTEGER,
    cost_date TEXT,
    price_idr INTEGER,
    wholesale_idr INTEGER,
    price_date TEXT,
    export_price INTEGER,
    export_currency TEXT,
    tier_prices TEXT,
    moq INTEGER,
    inner_pack INTEGER,
    qty_per_carton INTEGER,
    carton_length_cm REAL,
    carton_width_cm REAL,
    carton_height_cm REAL,
    carton_net_kg REAL,
    carton_gross_kg REAL,
    capacity_per_month INTEGER,
    lead_time_days INTEGER,
    stock INTEGER,
    made_to_order INTEGER,
    status TEXT,
    grade TEXT,
    place TEXT,
    tags TEXT,
    notes TEXT,
    name_sort TEXT NOT NULL,
    search_text TEXT NOT NULL,
    code_sort TEXT NOT NULL,
    supplier_sort TEXT,
    supplier_text TEXT,
    photo_count INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT uq_product_uid UNIQUE (uid),
    CONSTRAINT fk_product_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id)
)
--;
CREATE INDEX ix_product_brand ON product (brand) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_category ON product (category) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_code_sort ON product (code_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_grade ON product (grade) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_gtin ON product (gtin) WHERE gtin IS NOT NULL
--;
CREATE INDEX ix_product_name_sort ON product (name_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_origin_province ON product (origin_province) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_photo_count ON product (photo_count) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_price_idr ON product (price_idr) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_status ON product (status) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_supplier_code ON product (supplier_code) WHERE supplier_code IS NOT NULL
--;
CREATE INDEX ix_product_supplier_id ON product (supplier_id) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_product_supplier_sort ON product (supplier_sort) WHERE trashed_at IS NULL
--;
CREATE UNIQUE INDEX uq_product_code ON product (code)
--;
CREATE TABLE certification_product (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    certification_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    CONSTRAINT uq_certification_product_certification_id_product_id UNIQUE (certification_id, product_id),
    CONSTRAINT uq_certification_product_uid UNIQUE (uid),
    CONSTRAINT fk_certification_product_certification_id FOREIGN KEY(certification_id) REFERENCES certification (id) ON DELETE CASCADE,
    CONSTRAINT fk_certification_product_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE CASCADE
)
--;
CREATE INDEX ix_certification_product_product_id ON certification_product (product_id)
--;
CREATE TABLE product_photo (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    product_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    role TEXT DEFAULT 'main' NOT NULL,
    alt_id TEXT,
    alt_en TEXT,
    rotation INTEGER DEFAULT 0 NOT NULL,
    crop TEXT,
    CONSTRAINT uq_product_photo_uid UNIQUE (uid),
    CONSTRAINT fk_product_photo_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT fk_product_photo_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
)
--;
CREATE INDEX ix_product_photo_photo_id ON product_photo (photo_id)
--;
CREATE INDEX ix_product_photo_product_id_position ON product_photo (product_id, position)
--;
CREATE VIRTUAL TABLE product_fts USING fts5(search_text, supplier_text, content='product', content_rowid='id', tokenize='trigram case_sensitive 1')
--;
CREATE VIRTUAL TABLE supplier_fts USING fts5(search_text, content='supplier', content_rowid='id', tokenize='trigram case_sensitive 1')
--;
CREATE VIRTUAL TABLE certification_fts USING fts5(search_text, supplier_text, content='certification', content_rowid='id', tokenize='trigram case_sensitive 1')
--;
CREATE TRIGGER product_photo_insert AFTER INSERT ON product_photo BEGIN UPDATE product SET photo_count = (SELECT count(*) FROM product_photo WHERE product_id = new.product_id) WHERE id = new.product_id; END
--;
CREATE TRIGGER product_photo_delete AFTER DELETE ON product_photo BEGIN UPDATE product SET photo_count = (SELECT count(*) FROM product_photo WHERE product_id = old.product_id) WHERE id = old.product_id; END
--;
CREATE TRIGGER product_photo_move AFTER UPDATE OF product_id ON product_photo BEGIN UPDATE product SET photo_count = (SELECT count(*) FROM product_photo WHERE product_id = old.product_id) WHERE id = old.product_id; UPDATE product SET photo_count = (SELECT count(*) FROM product_photo WHERE product_id = new.product_id) WHERE id = new.product_id; END
