CREATE TABLE certification_type (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    code TEXT NOT NULL,
    data TEXT NOT NULL,
    CONSTRAINT uq_certification_type_uid UNIQUE (uid),
    CONSTRAINT uq_certification_type_code UNIQUE (code)
)
--;
CREATE TABLE document (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    pages INTEGER,
    original_name TEXT,
    CONSTRAINT uq_document_uid UNIQUE (uid),
    CONSTRAINT uq_document_sha256 UNIQUE (sha256)
)
--;
CREATE TABLE programme (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    trashed_at TEXT,
    created_at TEXT NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    series TEXT,
    kind TEXT,
    organiser TEXT,
    starts TEXT,
    ends TEXT,
    place TEXT,
    province TEXT,
    budget_idr INTEGER,
    status TEXT,
    declared_participants INTEGER,
    declared_provinces TEXT,
    declared_source TEXT,
    video_count INTEGER,
    live_count INTEGER,
    target_participants INTEGER,
    notes TEXT,
    name_sort TEXT NOT NULL,
    search_text TEXT NOT NULL,
    code_sort TEXT NOT NULL,
    CONSTRAINT uq_programme_uid UNIQUE (uid)
)
--;
CREATE INDEX ix_programme_code_sort ON programme (code_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_programme_kind ON programme (kind) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_programme_name_sort ON programme (name_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_programme_province ON programme (province) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_programme_series ON programme (series) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_programme_status ON programme (status) WHERE trashed_at IS NULL
--;
CREATE UNIQUE INDEX uq_programme_code ON programme (code)
--;
CREATE TABLE service (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    trashed_at TEXT,
    created_at TEXT NOT NULL,
    supplier_id INTEGER,
    date TEXT,
    kind TEXT,
    scheme TEXT,
    consultant_field TEXT,
    channel TEXT,
    consultant TEXT,
    subject TEXT,
    problem TEXT,
    advice TEXT,
    result TEXT,
    next_date TEXT,
    certification_id INTEGER,
    minutes INTEGER,
    notes TEXT,
    name_sort TEXT NOT NULL,
    search_text TEXT NOT NULL,
    supplier_sort TEXT,
    supplier_text TEXT,
    CONSTRAINT uq_service_uid UNIQUE (uid),
    CONSTRAINT fk_service_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id),
    CONSTRAINT fk_service_certification_id FOREIGN KEY(certification_id) REFERENCES certification (id)
)
--;
CREATE INDEX ix_service_channel ON service (channel) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_service_consultant ON service (consultant) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_service_consultant_field ON service (consultant_field) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_service_date ON service (date) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_service_kind ON service (kind) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_service_name_sort ON service (name_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_service_next_date ON service (next_date) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_service_scheme ON service (scheme) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_service_supplier_id ON service (supplier_id) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_service_supplier_sort ON service (supplier_sort) WHERE trashed_at IS NULL
--;
CREATE TABLE partner (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    trashed_at TEXT,
    created_at TEXT NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    kind TEXT,
    offers TEXT,
    since TEXT,
    until TEXT,
    agreement TEXT,
    contact TEXT,
    phone TEXT,
    email TEXT,
    website TEXT,
    address TEXT,
    province TEXT,
    status TEXT,
    notes TEXT,
    name_sort TEXT NOT NULL,
    search_text TEXT NOT NULL,
    code_sort TEXT NOT NULL,
    CONSTRAINT uq_partner_uid UNIQUE (uid)
)
--;
CREATE INDEX ix_partner_code_sort ON partner (code_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_partner_kind ON partner (kind) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_partner_name_sort ON partner (name_sort) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_partner_province ON partner (province) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_partner_status ON partner (status) WHERE trashed_at IS NULL
--;
CREATE UNIQUE INDEX uq_partner_code ON partner (code)
--;
CREATE TABLE growth_snapshot (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    supplier_id INTEGER NOT NULL,
    date TEXT NOT NULL,
    sales_idr INTEGER,
    capital_idr INTEGER,
    employees_men INTEGER,
    employees_women INTEGER,
    market_reach TEXT,
    source TEXT,
    CONSTRAINT uq_growth_snapshot_supplier_id_date UNIQUE (supplier_id, date),
    CONSTRAINT uq_growth_snapshot_uid UNIQUE (uid),
    CONSTRAINT fk_growth_snapshot_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id) ON DELETE CASCADE
)
--;
CREATE INDEX ix_growth_snapshot_supplier_id ON growth_snapshot (supplier_id, date, sales_idr)
--;
CREATE TABLE step_up (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    supplier_id INTEGER NOT NULL,
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    came_from TEXT,
    went_to TEXT NOT NULL,
    criteria TEXT DEFAULT '[]' NOT NULL,
    evidence TEXT,
    CONSTRAINT uq_step_up_uid UNIQUE (uid),
    CONSTRAINT fk_step_up_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id) ON DELETE CASCADE
)
--;
CREATE INDEX ix_step_up_supplier_id ON step_up (supplier_id)
--;
CREATE TABLE mentoring_case (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    supplier_id INTEGER NOT NULL,
    programme_id INTEGER,
    starts TEXT NOT NULL,
    ends TEXT,
    mentor TEXT,
    outcome TEXT DEFAULT 'running' NOT NULL,
    notes TEXT,
    CONSTRAINT uq_mentoring_case_uid UNIQUE (uid),
    CONSTRAINT fk_mentoring_case_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id) ON DELETE CASCADE,
    CONSTRAINT fk_mentoring_case_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
)
--;
CREATE INDEX ix_mentoring_case_programme_id ON mentoring_case (programme_id)
--;
CREATE INDEX ix_mentoring_case_supplier_id ON mentoring_case (supplier_id)
--;
CREATE TABLE problem (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    supplier_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    field TEXT,
    severity TEXT DEFAULT 'medium' NOT NULL,
    opened TEXT NOT NULL,
    solved TEXT,
    note TEXT,
    service_id INTEGER,
    CONSTRAINT uq_problem_uid UNIQUE (uid),
    CONSTRAINT fk_problem_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id) ON DELETE CASCADE,
    CONSTRAINT fk_problem_service_id FOREIGN KEY(service_id) REFERENCES service (id)
)
--;
CREATE INDEX ix_problem_service_id ON problem (service_id)
--;
CREATE INDEX ix_problem_supplier_id ON problem (supplier_id)
--;
CREATE TABLE expert (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    name TEXT NOT NULL,
    fields TEXT DEFAULT '[]' NOT NULL,
    organisation TEXT,
    CONSTRAINT uq_expert_uid UNIQUE (uid),
    CONSTRAINT uq_expert_name UNIQUE (name)
)
--;
CREATE TABLE programme_session (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    programme_id INTEGER NOT NULL,
    date TEXT,
    topic TEXT NOT NULL,
    expert_id INTEGER,
    channel TEXT,
    minutes INTEGER,
    recording TEXT,
    recording_channel TEXT,
    CONSTRAINT uq_programme_session_uid UNIQUE (uid),
    CONSTRAINT fk_programme_session_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id) ON DELETE CASCADE,
    CONSTRAINT fk_programme_session_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
)
--;
CREATE INDEX ix_programme_session_expert_id ON programme_session (expert_id)
--;
CREATE INDEX ix_programme_session_programme_id ON programme_session (programme_id)
--;
CREATE TABLE participation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    programme_id INTEGER NOT NULL,
    programme_session_id INTEGER,
    supplier_id INTEGER,
    person TEXT,
    firm TEXT,
    phone TEXT,
    province TEXT,
    regency TEXT,
    registered TEXT,
    attended INTEGER,
    channel TEXT,
    source TEXT,
    CONSTRAINT uq_participation_uid UNIQUE (uid),
    CONSTRAINT fk_participation_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id) ON DELETE CASCADE,
    CONSTRAINT fk_participation_programme_session_id FOREIGN KEY(programme_session_id) REFERENCES programme_session (id),
    CONSTRAINT fk_participation_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id)
)
--;
CREATE INDEX ix_participation_names ON participation (programme_id, person, firm, phone, province) WHERE supplier_id IS NULL
--;
CREATE INDEX ix_participation_programme_id_supplier_id ON participation (programme_id, supplier_id, attended)
--;
CREATE INDEX ix_participation_programme_session_id ON participation (programme_session_id)
--;
CREATE INDEX ix_participation_supplier_id ON participation (supplier_id, attended)
--;
CREATE TABLE selection (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    programme_id INTEGER NOT NULL,
    supplier_id INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    score REAL,
    reasons TEXT DEFAULT '[]' NOT NULL,
    chosen INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT uq_selection_programme_id_supplier_id UNIQUE (programme_id, supplier_id),
    CONSTRAINT uq_selection_uid UNIQUE (uid),
    CONSTRAINT fk_selection_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id) ON DELETE CASCADE,
    CONSTRAINT fk_selection_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id) ON DELETE CASCADE
)
--;
CREATE INDEX ix_selection_programme_id ON selection (programme_id)
--;
CREATE INDEX ix_selection_supplier_id ON selection (supplier_id)
--;
CREATE TABLE partner_link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    partner_id INTEGER NOT NULL,
    programme_id INTEGER,
    supplier_id INTEGER,
    role TEXT,
    CONSTRAINT uq_partner_link_partner_id_programme_id_supplier_id UNIQUE (partner_id, programme_id, supplier_id),
    CONSTRAINT uq_partner_link_uid UNIQUE (uid),
    CONSTRAINT fk_partner_link_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) ON DELETE CASCADE,
    CONSTRAINT fk_partner_link_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id) ON DELETE CASCADE,
    CONSTRAINT fk_partner_link_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id) ON DELETE CASCADE
)
--;
CREATE INDEX ix_partner_link_partner_id ON partner_link (partner_id)
--;
CREATE INDEX ix_partner_link_programme_id ON partner_link (programme_id)
--;
CREATE INDEX ix_partner_link_supplier_id ON partner_link (supplier_id)
--;
CREATE TABLE survey_wave (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    name TEXT NOT NULL,
    date TEXT NOT NULL,
    region TEXT,
    office TEXT,
    notes TEXT,
    CONSTRAINT uq_survey_wave_uid UNIQUE (uid),
    CONSTRAINT uq_survey_wave_name UNIQUE (name)
)
--;
CREATE TABLE survey_answer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    survey_wave_id INTEGER NOT NULL,
    supplier_id INTEGER NOT NULL,
    turnover_change REAL,
    cash_months REAL,
    staff_before INTEGER,
    staff_cut INTEGER,
    answered TEXT,
    note TEXT,
    CONSTRAINT uq_survey_answer_survey_wave_id_supplier_id UNIQUE (survey_wave_id, supplier_id),
    CONSTRAINT uq_survey_answer_uid UNIQUE (uid),
    CONSTRAINT fk_survey_answer_survey_wave_id FOREIGN KEY(survey_wave_id) REFERENCES survey_wave (id) ON DELETE CASCADE,
    CONSTRAINT fk_survey_answer_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id) ON DELETE CASCADE
)
--;
CREATE INDEX ix_survey_answer_supplier_id ON survey_answer (supplier_id)
--;
CREATE INDEX ix_survey_answer_survey_wave_id ON survey_answer (survey_wave_id)
--;
CREATE TABLE target (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    report TEXT NOT NULL,
    measure TEXT DEFAULT '' NOT NULL,
    year INTEGER NOT NULL,
    quarter INTEGER NOT NULL,
    value INTEGER NOT NULL,
    CONSTRAINT uq_target_report_measure_year_quarter UNIQUE (report, measure, year, quarter),
    CONSTRAINT uq_target_uid UNIQUE (uid)
)
--;
ALTER TABLE certification ADD COLUMN category TEXT
--;
ALTER TABLE certification ADD COLUMN submitted TEXT
--;
ALTER TABLE certification ADD COLUMN due TEXT
--;
ALTER TABLE certification ADD COLUMN consultant TEXT
--;
ALTER TABLE certification ADD COLUMN cost_idr INTEGER
--;
ALTER TABLE certification ADD COLUMN documents TEXT
--;
ALTER TABLE certification ADD COLUMN holds_until TEXT
--;
CREATE INDEX ix_certification_holds_until ON certification (holds_until, stage, type, supplier_id, trashed_at) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_certification_of_supplier ON certification (supplier_id, type, stage, holds_until, trashed_at) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_certification_radar ON certification (type, stage, no_expiry, holds_until, issued, supplier_id, trashed_at) WHERE trashed_at IS NULL
--;
ALTER TABLE supplier ADD COLUMN nik_koperasi TEXT
--;
ALTER TABLE supplier ADD COLUMN members INTEGER
--;
ALTER TABLE supplier ADD COLUMN youth_owned INTEGER
--;
ALTER TABLE supplier ADD COLUMN disability_inclusive INTEGER
--;
ALTER TABLE supplier ADD COLUMN handmade INTEGER
--;
ALTER TABLE supplier ADD COLUMN aggregated_by TEXT
--;
CREATE INDEX ix_supplier_aggregated_by ON supplier (aggregated_by) WHERE trashed_at IS NULL
--;
ALTER TABLE supplier ADD COLUMN digital_stage TEXT
--;
ALTER TABLE supplier ADD COLUMN digital_evidence TEXT
--;
ALTER TABLE supplier ADD COLUMN hero_initiator INTEGER
--;
ALTER TABLE supplier ADD COLUMN hero_empowerer INTEGER
--;
ALTER TABLE supplier ADD COLUMN hero_brand INTEGER
--;
ALTER TABLE supplier ADD COLUMN hero_aggregates INTEGER
--;
CREATE INDEX ix_supplier_counting ON supplier (province, regency, kind, scale, trashed_at) WHERE trashed_at IS NULL
--;
CREATE INDEX ix_supplier_digital_stage ON supplier (digital_stage) WHERE trashed_at IS NULL
--;
CREATE VIRTUAL TABLE programme_fts USING fts5(search_text, content='programme', content_rowid='id', tokenize='trigram case_sensitive 1')
--;
CREATE VIRTUAL TABLE service_fts USING fts5(search_text, supplier_text, content='service', content_rowid='id', tokenize='trigram case_sensitive 1')
--;
CREATE VIRTUAL TABLE partner_fts USING fts5(search_text, content='partner', content_rowid='id', tokenize='trigram case_sensitive 1')
