// The steps up to the version from which on what stood in every row is said once; see migrations.ts.

/** Steps 1 to 12. */
export const firstMigrations: readonly string[] = [
  `
  -- The log, and the numbers that stand for project ids in every table.
  CREATE TABLE project_key (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
  CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    project INTEGER NOT NULL REFERENCES project_key (number),
    refs TEXT NOT NULL,
    text TEXT NOT NULL,
    data TEXT NOT NULL
  );
  CREATE INDEX event_by_kind ON event (project, kind, seq);
  CREATE TABLE event_ref (
    project INTEGER NOT NULL,
    path TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (project, path, seq)
  ) WITHOUT ROWID;

  -- Projections: all that follows is derived from the log.
  CREATE TABLE project (
    number INTEGER PRIMARY KEY REFERENCES project_key (number),
    name TEXT NOT NULL,
    common_dirs TEXT NOT NULL,
    remote TEXT,
    first_commit TEXT
  );
  CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project_key (number),
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    uses INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    outcome REAL NOT NULL,
    friction REAL NOT NULL,
    risk REAL NOT NULL,
    novelty REAL NOT NULL,
    affinity REAL NOT NULL,
    precision REAL NOT NULL,
    UNIQUE (project, kind, key)
  );
  CREATE TABLE link (
    from_id INTEGER NOT NULL REFERENCES node (id),
    kind TEXT NOT NULL,
    to_id INTEGER NOT NULL REFERENCES node (id),
    fast REAL NOT NULL,
    slow REAL NOT NULL,
    uses INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (from_id, kind, to_id)
  ) WITHOUT ROWID;
  CREATE INDEX link_by_target ON link (to_id, kind);
  CREATE TABLE episode (
    node INTEGER PRIMARY KEY REFERENCES node (id),
    id TEXT NOT NULL UNIQUE,
    project INTEGER NOT NULL REFERENCES project_key (number),
    title TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    actors TEXT NOT NULL,
    event_count INTEGER NOT NULL,
    is_open INTEGER NOT NULL
  );
  CREATE INDEX episode_by_time ON episode (project, started_at, node);
  CREATE UNIQUE INDEX episode_open ON episode (project) WHERE is_open = 1;
  CREATE TABLE episode_event (
    seq INTEGER PRIMARY KEY REFERENCES event (seq),
    episode INTEGER NOT NULL REFERENCES episode (node)
  );
  CREATE INDEX episode_event_by_episode ON episode_event (episode);
  CREATE TABLE error_case (
    appeared_seq INTEGER PRIMARY KEY REFERENCES event (seq),
    project INTEGER NOT NULL REFERENCES project_key (number),
    fingerprint TEXT NOT NULL,
    instance TEXT NOT NULL,
    path TEXT NOT NULL,
    tool TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    line INTEGER NOT NULL,
    line_text TEXT NOT NULL,
    episode TEXT NOT NULL,
    appeared_at INTEGER NOT NULL,
    -- Not declared a reference, or each clearing would open a savepoint: see the table's code.
    cleared_seq INTEGER,
    cleared_at INTEGER,
    how TEXT,
    hunks TEXT
  );
  CREATE INDEX error_case_by_fingerprint ON error_case (project, fingerprint, appeared_at);
  CREATE UNIQUE INDEX error_case_open ON error_case (project, instance) WHERE cleared_seq IS NULL;
  CREATE TABLE trace (
    seq INTEGER PRIMARY KEY REFERENCES event (seq),
    project INTEGER NOT NULL REFERENCES project_key (number),
    digest BLOB NOT NULL
  );
  CREATE INDEX trace_by_project ON trace (project);
  -- Words only: the text itself stands in the log. \`scope\` holds the project, so that a search stays inside it.
  CREATE VIRTUAL TABLE trace_word USING fts5 (
    title, body, places, scope, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
  );
  -- Not wiped by a rebuild: a vector holds as long as the digest of its trace does.
  CREATE TABLE vector (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    seq INTEGER NOT NULL REFERENCES event (seq),
    encoder TEXT NOT NULL,
    project INTEGER NOT NULL REFERENCES project_key (number),
    digest BLOB NOT NULL,
    numbers BLOB NOT NULL,
    UNIQUE (seq, encoder)
  );
  CREATE INDEX vector_by_project ON vector (encoder, project);
  `,
  `
  -- Beside the log: what was forgotten on request is known again by a keyed hash, of which no text can be read.
  CREATE TABLE tombstone (hash BLOB PRIMARY KEY) WITHOUT ROWID;
  -- One row. \`scrub_due\` is set with the forgetting and cleared when no file holds remains of it any more.
  CREATE TABLE forgetting (key BLOB NOT NULL, scrub_due INTEGER NOT NULL);
  INSERT INTO forgetting (key, scrub_due) VALUES (randomblob(32), 0);
  `,
  `
  -- Why a node feels as it does. Derived from the log.
  CREATE TABLE appraisal (
    node INTEGER NOT NULL REFERENCES node (id),
    reason TEXT NOT NULL,
    times INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    last_seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (node, reason)
  ) WITHOUT ROWID;
  `,
  // Vectors are written in another form from here on, and made anew from the traces.
  `DELETE FROM vector;`,
  `
  -- Beside the log: how much was turned away at the gate, and how many secrets were taken out. Counts only.
  CREATE TABLE ledger (
    reason TEXT NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (reason, kind)
  ) WITHOUT ROWID;
  `,
  `
  -- What nodes of the kinds gist and belief say. Derived from the log, like the tables before.
  CREATE TABLE gist (
    node INTEGER PRIMARY KEY REFERENCES node (id),
    project INTEGER NOT NULL REFERENCES project_key (number),
    key TEXT NOT NULL,
    form TEXT NOT NULL,
    level TEXT NOT NULL,
    place TEXT NOT NULL,
    paths TEXT NOT NULL,
    statement TEXT NOT NULL,
    support INTEGER NOT NULL,
    contra INTEGER NOT NULL,
    base_rate REAL NOT NULL,
    confidence REAL NOT NULL,
    gain REAL NOT NULL,
    held_from INTEGER NOT NULL,
    held_to INTEGER,
    learned_at INTEGER NOT NULL,
    unlearned_at INTEGER,
    evidence TEXT NOT NULL,
    counter_evidence TEXT NOT NULL,
    UNIQUE (project, key)
  );
  `,
  `
  -- How far the files of agents' sessions were read. Beside the log: reading one again adds nothing.
  CREATE TABLE transcript (
    project TEXT NOT NULL,
    path TEXT NOT NULL,
    version INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (project, path)
  ) WITHOUT ROWID;
  `,
  `
  -- What the user has said of a memory, by the subject of the feedback.
  CREATE TABLE standing (
    project INTEGER NOT NULL REFERENCES project_key (number),
    subject TEXT NOT NULL,
    pinned INTEGER NOT NULL,
    corrected_at INTEGER,
    reason TEXT,
    until INTEGER,
    PRIMARY KEY (project, subject)
  ) WITHOUT ROWID;
  `,
  `
  -- Beside the log: who answered on which day and what it cost, of all projects. Sums only.
  CREATE TABLE answer_tally (
    day INTEGER NOT NULL,
    system TEXT NOT NULL,
    answers INTEGER NOT NULL,
    compiled INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    duration_ms REAL NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (day, system)
  ) WITHOUT ROWID;
  `,
  `
  -- One command may tell of many errors, so the place in the log alone does not name a case.
  CREATE TABLE error_stay (
    appeared_seq INTEGER NOT NULL REFERENCES event (seq),
    project INTEGER NOT NULL REFERENCES project_key (number),
    fingerprint TEXT NOT NULL,
    instance TEXT NOT NULL,
    path TEXT NOT NULL,
    tool TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    line INTEGER NOT NULL,
    line_text TEXT NOT NULL,
    episode TEXT NOT NULL,
    appeared_at INTEGER NOT NULL,
    cleared_seq INTEGER,
    cleared_at INTEGER,
    how TEXT,
    hunks TEXT,
    UNIQUE (appeared_seq, instance)
  );
  INSERT INTO error_stay SELECT appeared_seq, project, fingerprint, instance, path, tool, code, message, line, line_text,
    episode, appeared_at, cleared_seq, cleared_at, how, hunks FROM error_case;
  DROP TABLE error_case;
  ALTER TABLE error_stay RENAME TO error_case;
  CREATE INDEX error_case_by_fingerprint ON error_case (project, fingerprint, appeared_at);
  CREATE UNIQUE INDEX error_case_open ON error_case (project, instance) WHERE cleared_seq IS NULL;
  `,
  `
  -- By which version the projections were derived.
  CREATE TABLE derivation (derived_by TEXT NOT NULL);
  INSERT INTO derivation (derived_by) VALUES ('');
  `,
  `
  -- What the gate saw of an event; of earlier events only once the memory is derived again. Trust as in model/trust.ts.
  CREATE TABLE event_tag (
    seq INTEGER PRIMARY KEY REFERENCES event (seq),
    content REAL NOT NULL,
    valence REAL NOT NULL,
    novelty REAL NOT NULL,
    trust INTEGER NOT NULL
  );
  `,
];
