// The shape of the database, as numbered steps from an empty file to what the code expects. A step that has shipped is
// never edited; a change of shape is a new step. Projections that change their meaning are rebuilt from the log.

import { firstMigrations } from './first-migrations.ts';

/** Step n brings the database from version n − 1 to n; the version is SQLite's `user_version`. */
export const migrations: readonly string[] = [
  ...firstMigrations,
  `
  -- What stood in every row is said once: paths, encoders, kinds of links (by their place in model/node.ts), and what an
  -- error case has word for word from the log. What is only asked in passing has no index of its own.
  CREATE TABLE path_key (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
  INSERT INTO path_key (path) SELECT DISTINCT path FROM event_ref;
  CREATE TABLE named_path (
    project INTEGER NOT NULL,
    path INTEGER NOT NULL REFERENCES path_key (number),
    seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (project, path, seq)
  ) WITHOUT ROWID;
  INSERT INTO named_path SELECT project, number, seq FROM event_ref JOIN path_key USING (path);
  DROP TABLE event_ref;
  ALTER TABLE named_path RENAME TO event_ref;
  UPDATE event SET refs = (
    SELECT json_group_array(number) FROM (
      SELECT number FROM json_each(event.refs) r JOIN path_key k ON k.path = r.value ORDER BY r.key))
    WHERE refs <> '[]';

  CREATE TABLE tie (
    from_id INTEGER NOT NULL REFERENCES node (id),
    kind INTEGER NOT NULL,
    to_id INTEGER NOT NULL REFERENCES node (id),
    -- Not REAL, which in a key takes eight bytes even for 1; nearly all of them are 1.
    fast NUMERIC NOT NULL,
    slow NUMERIC NOT NULL,
    uses INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (from_id, kind, to_id)
  ) WITHOUT ROWID;
  INSERT INTO tie SELECT from_id, CASE kind WHEN 'mentions' THEN 0 WHEN 'next' THEN 1 WHEN 'edited-with' THEN 2 WHEN 'caused' THEN 3 WHEN 'fixed-by' THEN 4 WHEN 'tried' THEN 5 WHEN 'supports' THEN 6 WHEN 'contradicts' THEN 7 WHEN 'abstracts' THEN 8 WHEN 'compiled' THEN 9 END, to_id, fast, slow, uses, last_at
    FROM link;
  DROP TABLE link;
  ALTER TABLE tie RENAME TO link;
  -- With the weights, so that who follows links to a node reads nothing else.
  CREATE INDEX link_by_target ON link (to_id, kind, from_id, fast, slow);

  CREATE TABLE encoder_key (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
  INSERT INTO encoder_key (id) SELECT DISTINCT encoder FROM vector;
  CREATE TABLE vector_of (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    seq INTEGER NOT NULL REFERENCES event (seq),
    encoder INTEGER NOT NULL REFERENCES encoder_key (number),
    project INTEGER NOT NULL REFERENCES project_key (number),
    digest BLOB NOT NULL,
    numbers BLOB NOT NULL
  );
  INSERT INTO vector_of SELECT row, seq, number, project, substr(digest, 1, 8), numbers
    FROM vector JOIN encoder_key ON id = encoder ORDER BY row;
  DROP TABLE vector;
  ALTER TABLE vector_of RENAME TO vector;
  CREATE UNIQUE INDEX vector_by_event ON vector (seq, encoder);
  CREATE INDEX vector_by_project ON vector (encoder, project);
  UPDATE trace SET digest = substr(digest, 1, 8);
  DROP INDEX trace_by_project;

  CREATE TABLE error_stay (
    appeared_seq INTEGER NOT NULL REFERENCES event (seq),
    project INTEGER NOT NULL REFERENCES project_key (number),
    fingerprint TEXT NOT NULL,
    instance TEXT NOT NULL,
    path TEXT NOT NULL,
    tool TEXT NOT NULL,
    code TEXT NOT NULL,
    -- Each of the three is NULL where the event that told of it says the same.
    message TEXT,
    line INTEGER NOT NULL,
    line_text TEXT,
    episode TEXT NOT NULL,
    appeared_at INTEGER NOT NULL,
    cleared_seq INTEGER,
    cleared_at INTEGER,
    how TEXT,
    hunks TEXT,
    UNIQUE (appeared_seq, instance)
  );
  INSERT INTO error_stay SELECT appeared_seq, project, fingerprint, instance, path, tool, code,
    nullif(message, (SELECT data ->> '$.message' FROM event WHERE seq = appeared_seq)), line,
    nullif(line_text, (SELECT data ->> '$.lineText' FROM event WHERE seq = appeared_seq)), episode, appeared_at,
    cleared_seq, cleared_at, how, nullif(hunks, (SELECT data -> '$.hunks' FROM event WHERE seq = cleared_seq))
    FROM error_case;
  DROP TABLE error_case;
  ALTER TABLE error_stay RENAME TO error_case;
  CREATE INDEX error_case_by_fingerprint ON error_case (project, fingerprint, appeared_at);
  CREATE UNIQUE INDEX error_case_open ON error_case (project, instance) WHERE cleared_seq IS NULL;
  -- The space that this frees is given back at the next start of the engine.
  UPDATE forgetting SET scrub_due = EXISTS (SELECT 1 FROM event);
  `,
  `
  -- What priming learned by predicting commits: numbers of features. A cache, which goes with the projections.
  CREATE TABLE rehearsal (
    project INTEGER PRIMARY KEY REFERENCES project_key (number),
    last_seq INTEGER NOT NULL,
    numbers BLOB NOT NULL
  );
  `,
  `
  -- The last event is not declared a reference any more, or each appraisal would open a savepoint, at which FTS5 writes
  -- out what it has gathered.
  CREATE TABLE appraisal_count (
    node INTEGER NOT NULL REFERENCES node (id),
    reason TEXT NOT NULL,
    times INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (node, reason)
  ) WITHOUT ROWID;
  INSERT INTO appraisal_count SELECT node, reason, times, last_at, last_seq FROM appraisal;
  DROP TABLE appraisal;
  ALTER TABLE appraisal_count RENAME TO appraisal;
  `,
  `
  -- What the next night goes over; a cache as the numbers are.
  DELETE FROM rehearsal;
  ALTER TABLE rehearsal ADD COLUMN lists BLOB NOT NULL DEFAULT x'';
  `,
  `
  -- How often a hint was dismissed; what was said before counts once the memory is derived again.
  ALTER TABLE standing ADD COLUMN dismissals INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- What a language model made of the sentences of gists.
  CREATE TABLE wording (project INTEGER NOT NULL REFERENCES project_key (number), key TEXT NOT NULL,
    sentence TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (project, key)) WITHOUT ROWID;
  `,
  `
  -- Links are lists: see store/link-list.ts. SQL cannot make them, so they are derived from the log again.
  DROP TABLE link;
  CREATE TABLE link (
    node INTEGER NOT NULL,
    -- Of which kind, and whether from this node or to it: see store/link-table.ts.
    way INTEGER NOT NULL,
    start INTEGER NOT NULL,
    count INTEGER NOT NULL,
    links BLOB NOT NULL,
    PRIMARY KEY (node, way, start)
  ) WITHOUT ROWID;
  UPDATE derivation SET derived_by = '';
  -- The space that this frees is given back at the next start of the engine.
  UPDATE forgetting SET scrub_due = EXISTS (SELECT 1 FROM event);
  `,
  `
  -- What the projections know of each event stands in one row: its episode; its project and the digest of its trace, where
  -- it has one; what the gate saw of it, in one number (see store/tag-table.ts).
  CREATE TABLE event_mark (seq INTEGER PRIMARY KEY, episode INTEGER, project INTEGER, digest BLOB, tags INTEGER);
  INSERT INTO event_mark SELECT seq, episode, trace.project, substr(digest, 1, 5), CAST(
      ((trust * 501 + round(500 * content)) * 501 + round(500 * valence)) * 501 + round(500 * novelty) AS INTEGER)
    FROM event LEFT JOIN episode_event USING (seq) LEFT JOIN trace USING (seq) LEFT JOIN event_tag USING (seq)
    WHERE episode IS NOT NULL OR digest IS NOT NULL OR trust IS NOT NULL;
  DROP TABLE episode_event;
  DROP TABLE trace;
  DROP TABLE event_tag;
  CREATE INDEX event_mark_by_episode ON event_mark (episode);

  -- In the log, kinds by their place in model/event.ts, and who did it by a number.
  CREATE TABLE actor_key (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  INSERT INTO actor_key (name) SELECT DISTINCT actor FROM event;
  UPDATE event SET actor = (SELECT number FROM actor_key WHERE name = event.actor), kind = (SELECT key FROM json_each(
    '["edit","save","open","dwell","diagnostic","command","exception","test","commit","revert","checkout","agent-turn",
      "agent-action","recall","prime","feedback","note","investigation","wording","forget","sleep"]')
    WHERE value = event.kind);

  -- Vectors are written in another form from here on, and made anew from the traces.
  DELETE FROM vector;
  `,
  `
  -- Fingerprints of errors are said once, and an error leaves its path to the event where that names it first.
  CREATE TABLE fingerprint_key (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
  INSERT INTO fingerprint_key (text) SELECT DISTINCT fingerprint FROM error_case;
  CREATE TABLE error_stay (
    appeared_seq INTEGER NOT NULL REFERENCES event (seq),
    project INTEGER NOT NULL REFERENCES project_key (number),
    fingerprint INTEGER NOT NULL,
    instance TEXT NOT NULL,
    -- Of four columns each is NULL where the event that told of it says the same.
    path TEXT,
    tool TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT,
    line INTEGER NOT NULL,
    line_text TEXT,
    episode TEXT NOT NULL,
    appeared_at INTEGER NOT NULL,
    cleared_seq INTEGER,
    cleared_at INTEGER,
    how TEXT,
    hunks TEXT,
    UNIQUE (appeared_seq, instance)
  );
  INSERT INTO error_stay SELECT appeared_seq, project, (SELECT number FROM fingerprint_key WHERE text = fingerprint), instance,
    nullif(path, (SELECT path FROM path_key WHERE number = (SELECT refs ->> '$[0]' FROM event WHERE seq = appeared_seq))),
    tool, code, message, line, line_text, episode, appeared_at, cleared_seq, cleared_at, how, hunks FROM error_case;
  DROP TABLE error_case;
  ALTER TABLE error_stay RENAME TO error_case;
  CREATE INDEX error_case_by_fingerprint ON error_case (project, fingerprint, appeared_at);
  CREATE UNIQUE INDEX error_case_open ON error_case (project, instance) WHERE cleared_seq IS NULL;

  -- Kinds of nodes and outcomes by their places in lists, and an episode's events by the places between which they stand.
  UPDATE node SET kind = (SELECT key FROM json_each(
    '["file","symbol","error","command","package","term","folder","episode","gist","belief","rule"]') j
    WHERE j.value = node.kind);
  ALTER TABLE episode ADD COLUMN first_seq INTEGER;
  ALTER TABLE episode ADD COLUMN last_seq INTEGER;
  UPDATE episode SET
    actors = (SELECT json_group_array(number) FROM json_each(episode.actors) a JOIN actor_key k ON k.name = a.value),
    outcome = (SELECT key FROM json_each('["resolved","failed","abandoned","open"]') j WHERE j.value = episode.outcome),
    first_seq = (SELECT min(seq) FROM event_mark m WHERE m.episode = episode.node),
    last_seq = (SELECT max(seq) FROM event_mark m WHERE m.episode = episode.node);
  DROP INDEX event_mark_by_episode;

  -- Each index holds the row's number in any case, and is in its order where all before it is the same.
  DROP INDEX event_by_kind;
  CREATE INDEX event_by_kind ON event (project, kind);
  DROP INDEX episode_by_time;
  CREATE INDEX episode_by_time ON episode (project, started_at);
  `,
];
