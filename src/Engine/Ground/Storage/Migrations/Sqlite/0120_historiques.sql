-- What the configuration was, from when on and by whom, without its secrets: what came in is judged anew under what counted then.
CREATE TABLE configuration_historique (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT,
    annee INTEGER,
    depuis TEXT NOT NULL,
    document TEXT NOT NULL,
    auteur TEXT NOT NULL
);

-- How far business time was from machine time, from when on: ticks of 100 ns.
CREATE TABLE horloge_historique (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    depuis TEXT NOT NULL,
    decalage INTEGER NOT NULL,
    auteur TEXT NOT NULL
);
